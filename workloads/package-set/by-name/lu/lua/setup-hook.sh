addLuaPath() { export LUA_PATH="${LUA_PATH:-};$1/share/lua/?.lua"; }
addEnvHooks addLuaPath
