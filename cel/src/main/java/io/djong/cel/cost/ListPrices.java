package io.djong.cel.cost;

import io.djong.api.validation.expression.Cost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the language's own functions of lists and sets cost.
final class ListPrices {
    private static final Range ALLOCATION = Range.fixed(10);

    private final Sizes sizes;

    ListPrices(Sizes sizes) {
        this.sizes = sizes;
    }

    /// The price of a call; null when it is none of these.
    @Nullable
    Price of(String overload, @Nullable Node target, List<Node> args) {
        return switch (overload) {
            case "list_sets_contains_list", "list_sets_intersects_list" -> sets(1, args);
            case "list_sets_equivalent_list" -> sets(2, args);
            case "lists_range" -> allocating(1, Range.fixed(number(args.getFirst(), Cost.MOST)));
            default -> target == null ? null : ofList(overload, target, args);
        };
    }

    private @Nullable Price ofList(String overload, Node target, List<Node> args) {
        return switch (overload) {
            case "list_slice" -> {
                long end = number(args.get(1), target.size(sizes).max());
                yield allocating(1, Range.fixed(end - number(args.get(0), 0)));
            }
            case "list_flatten" -> allocating(1, target.size(sizes));
            case "list_flatten_list_int", "list_flatten_int" ->
                allocating(Cost.asDouble(number(args.getFirst(), Cost.MOST)), target.size(sizes));
            case "list_reverse" -> allocating(1, target.size(sizes));
            case "list_distinct" -> squared(2, target);
            default -> sorting(overload, target, args);
        };
    }

    private @Nullable Price sorting(String overload, Node target, List<Node> args) {
        boolean by = overload.endsWith("_sortByAssociatedKeys");
        if (!by && !overload.endsWith("_sort")) {
            return null;
        }
        boolean texts = overload.startsWith("list_string") || overload.startsWith("list_bytes");
        return squared(texts ? 2.1 : 2, by ? args.getFirst() : target);
    }

    private Price sets(double factor, List<Node> args) {
        var pairs = args.get(0).size(sizes).times(args.get(1).size(sizes));
        return Price.of(pairs.times(factor).plus(Range.ONE));
    }

    private Price squared(double factor, Node list) {
        var size = list.size(sizes);
        return allocating(factor, size.times(size));
    }

    private static Price allocating(double factor, Range size) {
        return new Price(size.times(factor).plus(Range.ONE).plus(ALLOCATION), size);
    }

    /// A number that stands in the expression.
    private static long number(Node node, long otherwise) {
        var number = node.number();
        return number.isPresent() ? Math.max(0, number.getAsLong()) : otherwise;
    }
}
