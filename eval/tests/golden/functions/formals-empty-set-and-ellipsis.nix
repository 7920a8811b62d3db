[ (({ }: 1) { }) (({ ... }: 2) { a = 1; }) (({ ... }@all: builtins.attrNames all) { x = 1; y = 2; }) ]
