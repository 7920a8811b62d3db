let up = ".."; in [ /a/b/${up}/c /a/${"./b"} ]
