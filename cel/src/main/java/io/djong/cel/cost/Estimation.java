package io.djong.cel.cost;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.djong.api.validation.expression.Cost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The cost of one expression: a walk over its parts in the order in which upstream walks. Each part's
/// price follows from the sizes of values, which follow from the paths on which they are reached.
public final class Estimation {
    private static final Range LIST = Range.fixed(10);
    private static final Range MAP = Range.fixed(30);
    private static final Range STRUCT = Range.fixed(40);
    private static final String ACCUMULATOR = "__result__";
    private static final String HIDDEN_ACCUMULATOR = "@result";

    private final CelAbstractSyntaxTree ast;
    private final Sizes sizes;
    private final ListPrices lists;
    private final LibraryPrices library;
    private final Map<Long, ExprPath> paths = new HashMap<>();
    private final Map<Long, Range> computed = new HashMap<>();
    private final Map<Long, EntrySize> entries = new HashMap<>();
    private final Map<String, List<Local>> locals = new HashMap<>();

    private Estimation(CelAbstractSyntaxTree ast, Sizes sizes) {
        this.ast = ast;
        this.sizes = sizes;
        this.lists = new ListPrices(sizes);
        this.library = new LibraryPrices(sizes);
    }

    /// A variable that the expression itself brings.
    private record Local(
            ExprPath path, @Nullable Range size, @Nullable EntrySize entry) {}

    /// What an expression costs.
    ///
    /// @param ast checked
    public static Range of(CelAbstractSyntaxTree ast, Sizes sizes) {
        return new Estimation(ast, sizes).cost(ast.getExpr());
    }

    private Range cost(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case CONSTANT, NOT_SET -> Range.NOTHING;
            case IDENT -> ident(expr);
            case SELECT -> select(expr);
            case CALL -> call(expr);
            case LIST -> list(expr);
            case MAP -> map(expr);
            case STRUCT -> struct(expr);
            case COMPREHENSION -> isBind(expr.comprehension()) ? bind(expr) : comprehension(expr);
        };
    }

    private Range ident(CelExpr expr) {
        var local = local(expr.ident().name());
        paths.put(expr.id(), local == null ? ExprPath.of(expr.ident().name()) : local.path());
        return Range.ONE;
    }

    /// Whether a field is there costs nothing: upstream's environment says so.
    private Range select(CelExpr expr) {
        var select = expr.select();
        var sum = cost(select.operand());
        if (select.testOnly()) {
            return sum;
        }
        var kind = type(select.operand()).kind();
        boolean counted = kind == CelKind.MAP || kind == CelKind.STRUCT || kind == CelKind.TYPE_PARAM;
        paths.put(expr.id(), path(select.operand()).then(select.field()));
        return counted ? sum.plus(Range.ONE) : sum;
    }

    private Range call(CelExpr expr) {
        var call = expr.call();
        if (call.function().equals("dyn")) {
            var arg = call.args().getFirst();
            var cost = cost(arg);
            copySizes(expr, arg);
            return cost.plus(Range.ONE);
        }
        var costs = new ArrayList<Range>();
        var args = new ArrayList<Node>();
        for (var arg : call.args()) {
            costs.add(cost(arg));
            args.add(node(arg));
        }
        var reference = ast.getReference(expr.id());
        if (reference.isEmpty() || reference.get().overloadIds().isEmpty()) {
            return Range.NOTHING;
        }
        var sum = Range.NOTHING;
        Node target = null;
        if (call.target().isPresent()) {
            sum = cost(call.target().get());
            target = node(call.target().get());
        }
        var most = new Range(Cost.MOST, 0);
        Range result = null;
        for (String overload : inOrder(reference.get().overloadIds())) {
            var price = price(expr, overload, target, args, costs);
            most = most.with(price.cost());
            if (price.result() != null) {
                result = result == null ? price.result() : result.with(price.result());
            }
            boolean list = overload.equals("index_list");
            if (list || overload.equals("index_map")) {
                var entry = entry(call.args().getFirst());
                result = entry == null ? null : entry.value();
                paths.put(expr.id(), path(call.args().getFirst()).then(list ? "@items" : "@values"));
            }
            if (result == null) {
                result = size(expr);
            }
        }
        if (result != null) {
            computed.put(expr.id(), result);
        }
        return sum.plus(most);
    }

    /// Upstream knows how to look into lists before it does of maps; with a value of any type the last
    /// path counts.
    private static List<String> inOrder(List<String> overloads) {
        if (!overloads.contains("index_list") || !overloads.contains("index_map")) {
            return overloads;
        }
        var ordered = new ArrayList<>(List.of("index_list", "index_map"));
        overloads.stream().filter(each -> !ordered.contains(each)).forEach(ordered::add);
        return ordered;
    }

    private Price price(CelExpr expr, String overload, @Nullable Node target, List<Node> args, List<Range> costs) {
        var sum = costs.stream().reduce(Range.NOTHING, Range::plus);
        var known = lists.of(overload, target, args);
        if (known == null) {
            known = library.of(expr.call().function(), overload, target, args);
        }
        if (known != null) {
            return known.plus(sum);
        }
        return switch (overload) {
            case "logical_or", "logical_and" ->
                Price.of(new Range(
                        costs.get(0).min(), costs.get(0).plus(costs.get(1)).max()));
            case "conditional" -> {
                var size = args.get(1).sizeOrUnknown().with(args.get(2).sizeOrUnknown());
                entry(expr, expr.call().args().get(1), expr.call().args().get(2));
                yield new Price(costs.get(0).plus(costs.get(1).with(costs.get(2))), size);
            }
            case "add_string", "add_bytes", "add_list" -> {
                var size = args.get(0).sizeOrUnknown().plus(args.get(1).sizeOrUnknown());
                entry(expr, expr.call().args().get(0), expr.call().args().get(1));
                boolean list = overload.equals("add_list");
                yield new Price(list ? Range.ONE : size.times(LibraryPrices.WALK), size).plus(sum);
            }
            default -> StandardPrices.of(overload, target, args).plus(sum);
        };
    }

    private void entry(CelExpr expr, CelExpr left, CelExpr right) {
        var both = EntrySize.both(entry(left), entry(right));
        if (both != null) {
            entries.put(expr.id(), both);
        }
    }

    private Range list(CelExpr expr) {
        var elements = expr.list().elements();
        var sum = LIST;
        var size = new Range(elements.isEmpty() ? 0 : Cost.MOST, 0);
        for (var element : elements) {
            sum = sum.plus(cost(element));
            size = size.with(sizeOrUnknown(element));
        }
        entries.put(expr.id(), new EntrySize(true, Range.ONE, size));
        return sum;
    }

    private Range map(CelExpr expr) {
        var all = expr.map().entries();
        var sum = MAP;
        var keys = new Range(all.isEmpty() ? 0 : Cost.MOST, 0);
        var values = keys;
        for (var entry : all) {
            sum = sum.plus(cost(entry.key())).plus(cost(entry.value()));
            keys = keys.with(sizeOrUnknown(entry.key()));
            values = values.with(sizeOrUnknown(entry.value()));
        }
        entries.put(expr.id(), new EntrySize(false, keys, values));
        return sum;
    }

    private Range struct(CelExpr expr) {
        var sum = STRUCT;
        for (var entry : expr.struct().entries()) {
            sum = sum.plus(cost(entry.value()));
        }
        return sum;
    }

    private Range comprehension(CelExpr expr) {
        var loop = expr.comprehension();
        var range = loop.iterRange();
        var sum = cost(range).plus(cost(loop.accuInit()));
        push(loop.accuVar(), bound(loop.accuInit()));
        boolean two = !loop.iterVar2().isEmpty();
        push(loop.iterVar(), two ? key(range) : single(range));
        if (two) {
            push(loop.iterVar2(), value(range));
        }
        var condition = cost(loop.loopCondition());
        var each = cost(loop.loopStep()).plus(condition);
        pop(loop.iterVar());
        if (two) {
            pop(loop.iterVar2());
        }
        sum = sum.plus(cost(loop.result()));
        pop(loop.accuVar());
        var times = sizeOrUnknown(range);
        switch (loop.accuInit().exprKind().getKind()) {
            case CONSTANT -> put(expr, size(loop.accuInit()));
            case LIST, MAP -> {
                computed.put(expr.id(), times);
                var entry = entry(loop.loopStep());
                if (entry != null) {
                    entries.put(expr.id(), entry);
                }
            }
            default -> {}
        }
        return sum.plus(times.times(each));
    }

    private static boolean isBind(CelExpr.CelComprehension loop) {
        var range = loop.iterRange();
        var condition = loop.loopCondition();
        return range.exprKind().getKind() == CelExpr.ExprKind.Kind.LIST
                && range.list().elements().isEmpty()
                && condition.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && condition.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
                && !condition.constant().booleanValue()
                && !loop.accuVar().equals(ACCUMULATOR);
    }

    private Range bind(CelExpr expr) {
        var loop = expr.comprehension();
        var sum = cost(loop.iterRange()).plus(cost(loop.accuInit()));
        push(loop.accuVar(), bound(loop.accuInit()));
        sum = sum.plus(cost(loop.result()));
        pop(loop.accuVar());
        copySizes(expr, loop.result());
        return sum;
    }

    private Local bound(CelExpr expr) {
        var path = path(expr);
        var entry = entry(expr);
        return new Local(path, size(expr), entry);
    }

    private boolean isList(CelExpr range) {
        var entry = entry(range);
        return entry == null ? type(range).kind() == CelKind.LIST : entry.list();
    }

    private Local key(CelExpr range) {
        var entry = entry(range);
        var size = entry == null ? null : entry.key();
        return new Local(path(range).then(isList(range) ? "@indices" : "@keys"), size, null);
    }

    private Local value(CelExpr range) {
        var entry = entry(range);
        var size = entry == null ? null : entry.value();
        return new Local(path(range).then(isList(range) ? "@items" : "@values"), size, null);
    }

    private Local single(CelExpr range) {
        var entry = entry(range);
        boolean list = isList(range);
        var size = entry == null ? null : list ? entry.value() : entry.key();
        return new Local(path(range).then(list ? "@items" : "@keys"), size, null);
    }

    private void push(String name, Local local) {
        locals.computeIfAbsent(name, key -> new ArrayList<>()).add(local);
    }

    private void pop(String name) {
        var stack = locals.get(name);
        if (stack != null) {
            stack.removeLast();
        }
    }

    private @Nullable Local local(String name) {
        var stack = locals.get(name);
        return stack == null || stack.isEmpty() ? null : stack.getLast();
    }

    private @Nullable Local local(CelExpr expr) {
        return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                ? local(expr.ident().name())
                : null;
    }

    private CelType type(CelExpr expr) {
        return ast.getType(expr.id()).orElse(SimpleType.DYN);
    }

    private ExprPath path(CelExpr expr) {
        var local = local(expr);
        return local == null ? paths.getOrDefault(expr.id(), ExprPath.NONE) : local.path();
    }

    private Node node(CelExpr expr) {
        var path = path(expr);
        boolean hidden = !path.isEmpty()
                && (path.first().equals(ACCUMULATOR) || path.first().equals(HIDDEN_ACCUMULATOR));
        return new Node(hidden ? ExprPath.NONE : path, type(expr), expr, size(expr));
    }

    private void put(CelExpr expr, @Nullable Range size) {
        if (size != null) {
            computed.put(expr.id(), size);
        }
    }

    private void copySizes(CelExpr to, CelExpr from) {
        put(to, size(from));
        var entry = entry(from);
        if (entry != null) {
            entries.put(to.id(), entry);
        }
    }

    private Range sizeOrUnknown(CelExpr expr) {
        var size = size(expr);
        return size == null ? Range.UNKNOWN : size;
    }

    private @Nullable Range size(CelExpr expr) {
        var known = computed.get(expr.id());
        if (known == null) {
            known = LiteralSizes.of(expr);
        }
        if (known != null) {
            return known;
        }
        var path = path(expr);
        var most = path.isEmpty() ? null : sizes.most(path.names());
        if (most != null) {
            var size = new Range(0, most);
            computed.put(expr.id(), size);
            return size;
        }
        if (LiteralSizes.isScalar(type(expr))) {
            return Range.ONE;
        }
        var local = local(expr);
        return local == null ? null : local.size();
    }

    private @Nullable EntrySize entry(CelExpr expr) {
        var known = entries.get(expr.id());
        if (known != null) {
            return known;
        }
        var local = local(expr);
        return local == null ? null : local.entry();
    }
}
