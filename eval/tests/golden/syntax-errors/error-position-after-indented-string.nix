{
  script = ''
    a
    ${"b"}
  '';
  x = = 1;
}
