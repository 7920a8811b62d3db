builtins.toXML "a<b>&\"c'\n\té"
