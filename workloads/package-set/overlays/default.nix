# Changes to the set that are made after everything else, in this order.
[ ]
