source "$stdenv/setup"
bash "$fetcher" --url "$url" --rev "$rev" --out "$out" ${leaveDotGit:+--leave-dot-git} ${fetchSubmodules:+--submodules}
runHook postFetch
