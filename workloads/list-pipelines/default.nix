# An order book of as many records as the given size, taken through the list builtins.
{ size }:
let
  lib = import ../lib;
  inherit (builtins) concatMap elemAt filter foldl' genList groupBy length map partition sort;

  orders = genList (
    index:
    let
      seed = lib.scramble index;
    in
    {
      inherit index;
      customer = "customer-${toString (lib.mod seed 97)}";
      city = elemAt [ "Amsterdam" "Berlin" "Calgary" "Dakar" "Essen" "Fukuoka" "Geneva" ] (lib.mod (seed / 97) 7);
      amount = lib.mod (seed / 679) 100000;
      items = genList (item: lib.mod (seed / (item + 3)) 500) (1 + lib.mod seed 5);
      paid = lib.mod (seed / 11) 4 != 0;
    }
  ) size;

  byAmount = sort (
    left: right:
    if left.amount == right.amount then left.index < right.index else left.amount > right.amount
  ) orders;
  byCity = groupBy (order: order.city) orders;
  settled = partition (order: order.paid) orders;
  items = concatMap (order: order.items) orders;

  # Already sorted, reversed and nearly constant input are where sorts differ.
  numbers = sort builtins.lessThan items;
  descending = sort (left: right: left > right) numbers;
  coarse = sort (left: right: left / 100 < right / 100) items;
  named = sort builtins.lessThan (map (order: "${order.city}/${order.customer}") orders);
  pairs = sort builtins.lessThan (map (order: [ order.city order.amount order.index ]) orders);

  # What can be reached from the first order by two rules.
  reachable = builtins.genericClosure {
    startSet = [ { key = 0; } ];
    operator =
      { key }:
      filter (next: next.key < size) [
        { key = key * 2 + 1; }
        { key = lib.mod (key * 3 + 7) size; }
      ];
  };

  # Tasks that must come after each other, put in order.
  tasks = lib.take 60 orders;
  chain = lib.toposort (before: after: lib.mod after.amount (before.index + 2) == 0 && before.index < after.index) tasks;

  totals = builtins.mapAttrs (_: list: foldl' (total: order: total + order.amount) 0 list) byCity;

  # The state is forced at every step: left alone it would become a chain as long as the list.
  running = foldl' (
    state: order:
    let
      next = {
        balance = lib.mod (state.balance * 31 + order.amount) 1000003;
        highest = lib.max state.highest order.amount;
        seen = state.seen + (if order.paid then 1 else 0);
      };
    in
    builtins.deepSeq next next
  ) { balance = 0; highest = 0; seen = 0; } orders;

  digest = foldl' (hash: value: lib.mod (hash * 131 + value) 1000000007) 7;
in
lib.checksum {
  top = map (order: [ order.index order.amount order.customer ]) (lib.take 20 byAmount);
  order = digest (map (order: order.index) byAmount);
  cities = builtins.mapAttrs (_: list: digest (map (order: order.index) list)) byCity;
  settled = [ (length settled.right) (length settled.wrong) ];
  numbers = digest numbers;
  descending = digest descending;
  coarse = digest coarse;
  named = digest (lib.imap0 (index: name: index + builtins.stringLength name) named);
  pairs = digest (map (pair: elemAt pair 2) pairs);
  reached = digest (map ({ key }: key) reachable);
  tasks = map (map (task: task.index)) [ chain.result chain.left ];
  customers = lib.unique (map (order: order.customer) (lib.take 600 orders));
  natural = lib.naturalSort (lib.unique (map (order: order.customer) (lib.take 200 orders)));
  nested = digest (lib.flatten (map (order: [ order.items [ [ order.index ] order.amount ] ]) orders));
  pairwise = digest (lib.zipListsWith (left: right: left.amount - right.amount) orders (lib.reverseList orders));
  anyHuge = builtins.any (order: order.amount > 99990) orders;
  allSmall = builtins.all (order: order.amount < 100000) orders;
  member = builtins.elem 499 items;
  inherit totals running;
  left = lib.sum (map (order: order.amount) (builtins.tail (filter (order: !order.paid) orders)));
}
