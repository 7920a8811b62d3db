throw "some \"quoted\" \${x} back\\slash"
