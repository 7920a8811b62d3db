let enable = null; in
if enable then "on" else "off"
