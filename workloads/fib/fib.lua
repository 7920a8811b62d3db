-- The Fibonacci number of the given index, by its definition: what default.nix beside it computes.
local function fib(n)
  if n < 2 then
    return n
  end
  return fib(n - 1) + fib(n - 2)
end

print(fib(math.tointeger(arg[1])))
