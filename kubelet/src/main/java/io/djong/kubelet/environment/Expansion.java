package io.djong.kubelet.environment;

import io.djong.api.types.core.v1.Container;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// `$(NAME)` in variables, commands and arguments. `$$` stands for one dollar sign; a name that nobody defines stays
/// as it is written.
public final class Expansion {
    private Expansion() {}

    /// The text with what the variables say.
    public static String expand(String text, Map<String, String> variables) {
        return expandWith(text, name -> {
            String value = variables.get(name);
            return value == null ? "$(" + name + ")" : value;
        });
    }

    /// A container's command with its variables in place.
    public static List<String> command(Container container, Map<String, String> variables) {
        return all(container.command(), variables);
    }

    /// A container's arguments with its variables in place.
    public static List<String> arguments(Container container, Map<String, String> variables) {
        return all(container.args(), variables);
    }

    private static List<String> all(List<String> texts, Map<String, String> variables) {
        return texts.stream().map(text -> expand(text, variables)).toList();
    }

    /// The text with what `valueOf` says for each name.
    public static String expandWith(String text, UnaryOperator<String> valueOf) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '$' || i + 1 == text.length()) {
                out.append(c);
                i++;
                continue;
            }
            char next = text.charAt(i + 1);
            String name = next == '(' ? nameAt(text, i + 2) : null;
            if (name != null) {
                out.append(valueOf.apply(name));
                i += name.length() + 3;
            } else {
                out.append(next == '$' ? "$" : "$" + next);
                i += 2;
            }
        }
        return out.toString();
    }

    private static @Nullable String nameAt(String text, int from) {
        int end = text.indexOf(')', from);
        return end < 0 ? null : text.substring(from, end);
    }
}
