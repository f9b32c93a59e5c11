package io.djong.cel.cost;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import io.djong.api.validation.expression.Cost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Kubernetes' functions cost, and those of texts, whose price it sets.
final class LibraryPrices {
    /// Of a walk along a text, by character.
    static final double WALK = 0.1;

    /// Of a regular expression, by character of it.
    static final double PATTERN = 0.25;

    private static final int FORMAT_PATTERN_MAX = 128;
    private static final Range FORMAT_NAME = new Range(1, 64);
    private static final Range AUTHORIZATION = Range.fixed(350_000);
    private static final Range ADDRESS = new Range(4, 16);
    private static final Range SELECTOR = Range.fixed(10);
    private static final double REQUIREMENT = 50;

    private final Sizes sizes;

    LibraryPrices(Sizes sizes) {
        this.sizes = sizes;
    }

    /// The price of a call; null when it is none of these.
    @Nullable
    Price of(String function, String overload, @Nullable Node target, List<Node> args) {
        return switch (function) {
            case "check" -> Price.of(AUTHORIZATION);
            case "fieldSelector", "labelSelector" -> args.size() == 1 ? selector(args.getFirst()) : null;
            case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> target == null ? null : walk(target);
            case "url", "jsonpatch.escapeKey" -> args.size() == 1 ? kept(args.getFirst()) : null;
            case "lowerAscii", "upperAscii", "substring", "trim" -> target == null ? null : kept(target);
            case "replace", "split", "join", "find", "findAll" -> target == null ? null : texts(function, target, args);
            case "cidr", "isIP", "isCIDR", "quantity", "isQuantity", "semver", "isSemver", "ip" ->
                overload.equals("cidr_ip") ? Price.ONE : args.isEmpty() ? null : parsed(args.getFirst(), WALK);
            case "ip.isCanonical" -> args.isEmpty() ? null : parsed(args.getFirst(), 2 * WALK);
            case "containsIP" ->
                args.isEmpty() ? null : within(overload.equals("cidr_contains_ip_string"), false, args);
            case "containsCIDR" ->
                args.isEmpty() ? null : within(overload.equals("cidr_contains_cidr_string"), true, args);
            case "validate" -> args.isEmpty() ? null : validated(args.getFirst());
            case "_==_" -> args.size() == 2 ? equal(args.get(0), args.get(1)) : null;
            default -> isCheap(function) ? Price.ONE : null;
        };
    }

    private static boolean isCheap(String function) {
        return switch (function) {
            case "serviceAccount", "path", "group", "resource", "subresource", "namespace", "name" -> true;
            case "allowed", "reason", "error", "errored" -> true;
            case "masked", "prefixLength", "family", "isUnspecified", "isLoopback" -> true;
            case "isLinkLocalMulticast", "isLinkLocalUnicast", "isGlobalUnicast" -> true;
            case "format.named", "sign", "asInteger", "isInteger", "asApproximateFloat" -> true;
            case "isGreaterThan", "isLessThan", "compareTo", "add", "sub", "major", "minor", "patch" -> true;
            case "getScheme", "getHostname", "getHost", "getPort", "getEscapedPath", "getQuery" -> true;
            default -> false;
        };
    }

    private Price selector(Node text) {
        var length = text.size(sizes);
        return Price.of(SELECTOR.plus(length.times(WALK)).plus(length.times(0.5).times(REQUIREMENT)));
    }

    /// A walk along a list, or along a text.
    private Price walk(Node target) {
        var element = target.elements();
        var size = target.size(sizes);
        if (element == null) {
            return Price.of(size.times(WALK));
        }
        var kind = element.type().kind();
        boolean texts = kind == CelKind.STRING || kind == CelKind.BYTES;
        var each = texts ? Range.ONE.plus(element.size(sizes).times(WALK)) : Range.ONE;
        return Price.of(size.times(each));
    }

    private Price kept(Node text) {
        var size = text.size(sizes);
        return new Price(size.times(WALK), size);
    }

    private Price parsed(Node text, double factor) {
        return Price.of(text.size(sizes).times(factor));
    }

    private @Nullable Price texts(String function, Node target, List<Node> args) {
        var size = target.size(sizes);
        return switch (function) {
            case "replace" ->
                args.size() < 2
                        ? null
                        : new Price(
                                size.times(2 * WALK),
                                replaced(
                                        size,
                                        args.get(0).size(sizes),
                                        args.get(1).size(sizes)));
            case "split" -> new Price(size.times(2 * WALK), new Range(0, parts(size, args)));
            case "join" -> joined(target, args);
            default -> args.isEmpty() ? null : found(size, args.getFirst());
        };
    }

    /// How long a text is in which one text takes the place of another.
    private static Range replaced(Range size, Range old, Range fresh) {
        long most = 0;
        long mostKept = 0;
        if (old.min() == 0) {
            most = Cost.sum(size.max(), 1);
            mostKept = size.max();
        } else if (Long.compareUnsigned(fresh.max(), old.min()) <= 0) {
            mostKept = size.max();
        } else {
            most = count(size.max(), old.min());
        }
        long least = 0;
        long leastKept = 0;
        if (old.max() == 0) {
            least = Cost.sum(size.min(), 1);
            leastKept = size.min();
        } else if (Long.compareUnsigned(old.max(), fresh.min()) <= 0) {
            leastKept = size.min();
        } else {
            least = count(size.min(), old.max());
        }
        return new Range(least, most).times(fresh).plus(new Range(leastKept, mostKept));
    }

    /// How often one length goes into another, rounded up.
    private static long count(long length, long part) {
        double up = Math.ceil(Cost.asDouble(length) / Cost.asDouble(part));
        return up >= 0x1p64 ? Cost.MOST : up < 0x1p63 ? (long) up : (long) (up - 0x1p63) + Long.MIN_VALUE;
    }

    private static long parts(Range size, List<Node> args) {
        return args.size() > 1 ? args.get(1).number().orElse(size.max()) : size.max();
    }

    private Price joined(Node target, List<Node> args) {
        var list = target.size(sizes);
        var element = target.elements();
        var size = element == null ? Range.NOTHING : list.times(element.size(sizes));
        if (!args.isEmpty()) {
            var separators = new Range(list.min() == 0 ? 0 : list.min() - 1, list.max() == 0 ? 0 : list.max() - 1);
            size = size.plus(args.getFirst().size(sizes).times(separators));
        }
        return new Price(size.times(WALK), size);
    }

    private Price found(Range size, Node pattern) {
        var along = size.plus(Range.ONE).times(WALK);
        return new Price(along.times(pattern.size(sizes).times(PATTERN)), new Range(0, size.max()));
    }

    private Price within(boolean text, boolean range, List<Node> args) {
        var cost = ADDRESS.plus(ADDRESS).times(WALK);
        if (range) {
            cost = cost.plus(ADDRESS.times(WALK)).plus(Range.ONE);
        }
        return Price.of(text ? cost.plus(args.getFirst().size(sizes).times(WALK)) : cost);
    }

    private Price validated(Node text) {
        return Price.of(text.size(sizes).times(WALK).times(FORMAT_PATTERN_MAX * PATTERN));
    }

    /// Whether two of Kubernetes' own values are equal.
    private static @Nullable Price equal(Node left, Node right) {
        CelType type = left.type();
        if (!type.equals(right.type())) {
            return null;
        }
        return switch (type.name()) {
            case "net.IP",
                    "net.CIDR",
                    "kubernetes.Quantity",
                    "kubernetes.Semver",
                    "kubernetes.authorization.Authorizer",
                    "kubernetes.authorization.PathCheck",
                    "kubernetes.authorization.GroupCheck",
                    "kubernetes.authorization.ResourceCheck",
                    "kubernetes.authorization.Decision" -> Price.ONE;
            case "kubernetes.NamedFormat" -> Price.of(FORMAT_NAME.times(WALK));
            case "kubernetes.URL" -> {
                var size = right.size() == null ? Range.ONE : right.size();
                yield Price.of(new Range(1, size.max()).times(WALK));
            }
            default -> null;
        };
    }
}
