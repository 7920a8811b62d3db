assert "true"; 1
