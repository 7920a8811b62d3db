# A patch that everybody gets, though few packages are built again for it.
final: previous: {
  libtiff = previous.libtiff.overrideAttrs (old: {
    patches = old.patches or [ ] ++ [ ./libtiff-bounds.patch ];
  });
  nginx = previous.nginx.override { withMail = true; };
}
