package io.djong.cel.cost;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the language's own functions cost whose price depends on sizes; all others cost one.
final class StandardPrices {
    private static final double WALK = LibraryPrices.WALK;

    private StandardPrices() {}

    /// The price of a call, its arguments not counted.
    static Price of(String overload, @Nullable Node target, List<Node> args) {
        return switch (overload) {
            case "string_format" ->
                target == null ? Price.ONE : Price.of(target.sizeOrUnknown().times(WALK));
            case "string_to_bytes" -> {
                var size = args.getFirst().sizeOrUnknown();
                yield new Price(size.times(WALK), new Range(size.min(), size.max() * 4));
            }
            case "bytes_to_string" -> {
                var size = args.getFirst().sizeOrUnknown();
                yield new Price(size.times(WALK), new Range(size.min() >>> 2, size.max()));
            }
            case "strings_quote" -> {
                var size = args.getFirst().sizeOrUnknown();
                yield new Price(size.times(WALK), new Range(size.min() + 2, size.max() * 2 + 2));
            }
            case "starts_with_string", "ends_with_string" ->
                Price.of(args.getFirst().sizeOrUnknown().times(WALK));
            case "in_list" -> Price.of(args.get(1).sizeOrUnknown());
            case "matches_string" -> target == null ? Price.ONE : matched(target, args.getFirst());
            case "contains_string" -> target == null ? Price.ONE : contained(target, args.getFirst());
            case "less_string",
                    "greater_string",
                    "less_equals_string",
                    "greater_equals_string",
                    "less_bytes",
                    "greater_bytes",
                    "less_equals_bytes",
                    "greater_equals_bytes",
                    "equals",
                    "not_equals" -> compared(args.get(0), args.get(1));
            default -> Price.ONE;
        };
    }

    private static Price matched(Node text, Node pattern) {
        var along = text.sizeOrUnknown().plus(Range.ONE).times(WALK);
        return Price.of(along.times(pattern.sizeOrUnknown().times(LibraryPrices.PATTERN)));
    }

    private static Price contained(Node text, Node part) {
        return Price.of(
                text.sizeOrUnknown().times(WALK).times(part.sizeOrUnknown().times(WALK)));
    }

    private static Price compared(Node left, Node right) {
        long a = left.sizeOrUnknown().max();
        long b = right.sizeOrUnknown().max();
        long smaller = Long.compareUnsigned(b, a) < 0 ? b : a;
        return Price.of(new Range(smaller == 0 ? 0 : 1, smaller).times(WALK));
    }
}
