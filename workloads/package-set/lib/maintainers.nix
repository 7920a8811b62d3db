# People who look after packages; none of them exists.
builtins.listToAttrs (
  map
    (handle: {
      name = handle;
      value = {
        inherit handle;
        email = "${handle}@example.org";
        githubId = builtins.stringLength handle * 7919;
      };
    })
    [ "ada" "brook" "cedar" "dale" "elm" "fern" "glen" "heath" ]
)
