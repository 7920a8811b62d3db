source "$stdenv/setup"
curl=(curl --location --max-redirs 20 --retry 3 --disable-epsv --cookie-jar cookies $curlOpts)
success=
for url in $urls; do
    if "${curl[@]}" --fail "$url" --output "$downloadedFile"; then success=1; break; fi
done
[ -n "$success" ] || { echo "no mirror has it" >&2; exit 1; }
[ -z "$executable" ] || chmod +x "$downloadedFile"
runHook postFetch
