package io.djong.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Messages of our compiler in the words of upstream's.
final class IssueTexts {
    private static final String TOKEN = "token recognition error";
    private static final String UNSUPPORTED = "unsupported syntax '";
    private static final String CANDIDATES = " (candidates: ";
    private static final String NO_OVERLOAD = "found no matching overload for '";
    private static final String APPLIED = "' applied to '(";
    private static final Set<String> ANYTHING = Set.of("dyn", "any", "*error*");
    private static final String UNRESOLVED = "Message type resolution failure while referencing field ";
    private static final int DEPTH_MAX = 250;
    private static final Set<String> LOGICAL = Set.of("_&&_", "_||_");
    private static final List<String> GRAMMAR =
            List.of("extraneous input", "mismatched input", "missing ", "no viable alternative", TOKEN);

    private IssueTexts() {}

    /// What the parser found; upstream says so of what the grammar does not allow.
    static List<CelIssue> ofParser(List<CelIssue> issues) {
        return issues.stream()
                .map(issue -> with(issue, parsed(issue.getMessage())))
                .toList();
    }

    /// Whether the parser gave up since parts stand too deep in others.
    static boolean isTooDeep(List<CelIssue> issues) {
        return issues.stream().anyMatch(issue -> issue.getMessage().startsWith("Expression recursion limit exceeded"));
    }

    /// What upstream says then, which depends on what stands in what: brackets, or others.
    static String tooDeep(String expression) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        String problem =
                deepest < DEPTH_MAX ? "max recursion depth exceeded" : "expression recursion limit exceeded: 250";
        return "ERROR: <input>:-1:0: " + problem;
    }

    /// What the parser found where nothing stands, of which nothing can be shown.
    static String ofNothing(List<CelIssue> issues) {
        return ofParser(issues).stream()
                .map(issue -> "ERROR: <input>:1:0: " + issue.getMessage())
                .collect(Collectors.joining("\n"));
    }

    /// What the checker found.
    static List<CelIssue> ofChecker(List<CelIssue> issues, CelAbstractSyntaxTree ast) {
        var all = new ArrayList<CelIssue>();
        for (var issue : issues) {
            String text = checked(issue.getMessage());
            if (text.startsWith(UNRESOLVED)) {
                continue; // that its type is not known was said before
            }
            int applied = text.indexOf(APPLIED);
            boolean logical = text.startsWith(NO_OVERLOAD)
                    && applied > 0
                    && LOGICAL.contains(text.substring(NO_OVERLOAD.length(), applied));
            if (logical) {
                all.addAll(logical(issue, text, applied, ast));
            } else {
                all.add(with(issue, text));
            }
        }
        return all;
    }

    private static CelIssue with(CelIssue issue, String text) {
        return CelIssue.formatError(issue.getSourceLocation(), text);
    }

    private static String parsed(String message) {
        String text = checked(message);
        boolean grammar = GRAMMAR.stream().anyMatch(text::startsWith);
        return grammar ? "Syntax error: " + atEnd(asGiven(text)) : text;
    }

    private static String checked(String message) {
        int candidates = message.indexOf(CANDIDATES);
        if (candidates >= 0) {
            return TypeNames.inProblem(message.substring(0, candidates));
        }
        if (message.startsWith("expected type '")) {
            return TypeNames.inProblem(message);
        }
        if (message.startsWith("For input string")) {
            return "invalid int literal";
        }
        if (message.endsWith("exceeds range of unsigned long.")) {
            return "invalid uint literal";
        }
        if (message.startsWith("Illegal escape sequence")) {
            return "unable to unescape string";
        }
        if (message.equals("The argument must be a simple name")) {
            return "argument must be a simple name";
        }
        if (message.startsWith(UNRESOLVED) && message.contains("for type '")) {
            int from = message.indexOf("for type '") + "for type ".length();
            return "unexpected failed resolution of " + message.substring(from, message.indexOf('\'', from + 1) + 1);
        }
        if (message.contains("'list(%elem")) {
            return message.replace("'list(%elem", "'list(_var");
        }
        return message.startsWith(UNSUPPORTED) ? message.replace(UNSUPPORTED, "unsupported syntax: '") : message;
    }

    /// Upstream blames the part that is no truth value.
    private static List<CelIssue> logical(CelIssue issue, String text, int applied, CelAbstractSyntaxTree ast) {
        var types = split(text.substring(applied + APPLIED.length(), text.length() - 2));
        var call = CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .filter(expr -> expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
                        && LOGICAL.contains(expr.call().function())
                        && expr.call().args().size() == types.size()
                        && LiteralRules.location(ast, expr.id()).equals(issue.getSourceLocation()))
                .findFirst();
        if (call.isEmpty()) {
            return List.of(with(issue, text));
        }
        var all = new ArrayList<CelIssue>();
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            if (!type.equals("bool") && !ANYTHING.contains(type)) {
                long id = call.get().call().args().get(i).id();
                all.add(CelIssue.formatError(
                        LiteralRules.location(ast, id), "expected type 'bool' but found '" + type + "'"));
            }
        }
        return all;
    }

    /// At commas that are in no brackets.
    private static List<String> split(String types) {
        var all = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < types.length(); i++) {
            char c = types.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                all.add(types.substring(from, i).strip());
                from = i + 1;
            }
        }
        all.add(types.substring(from).strip());
        return all;
    }

    /// What no token begins with is shown as it is by upstream, and escaped by our parser.
    private static String asGiven(String message) {
        return message.startsWith(TOKEN)
                ? message.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
                : message;
    }

    /// Where something could end, upstream expects nothing else.
    private static String atEnd(String message) {
        int expected = message.indexOf(" expecting {");
        if (expected < 0 || !message.contains("'=='")) {
            return message;
        }
        String before = message.substring(0, expected) + " expecting ";
        return message.startsWith("<EOF>", expected + " expecting {".length())
                ? before + "<EOF>"
                : message.contains("':'") ? before + "':'" : message;
    }
}
