package io.djong.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Functions, collected by name: several libraries give the same name to other types.
final class Declared {
    private final Map<String, List<CelOverloadDecl>> overloads = new TreeMap<>();

    /// A function of a value: `target.name(arguments)`.
    Declared member(String name, CelType result, CelType target, CelType... arguments) {
        var types = new ArrayList<CelType>();
        types.add(target);
        types.addAll(List.of(arguments));
        var all = overloads.computeIfAbsent(name, key -> new ArrayList<>());
        all.add(CelOverloadDecl.newMemberOverload(id(name, all), result, types));
        return this;
    }

    /// The same, with the name that upstream gives to this one: where prices ask for it.
    Declared memberAs(String id, String name, CelType result, CelType target, CelType... arguments) {
        var types = new ArrayList<CelType>();
        types.add(target);
        types.addAll(List.of(arguments));
        overloads
                .computeIfAbsent(name, key -> new ArrayList<>())
                .add(CelOverloadDecl.newMemberOverload(id, result, types));
        return this;
    }

    /// A function of nothing but its arguments: `name(arguments)`.
    Declared global(String name, CelType result, CelType... arguments) {
        var all = overloads.computeIfAbsent(name, key -> new ArrayList<>());
        all.add(CelOverloadDecl.newGlobalOverload(id(name, all), result, List.of(arguments)));
        return this;
    }

    private static String id(String name, List<CelOverloadDecl> before) {
        return "kubernetes_" + name.replace('.', '_') + "_" + before.size();
    }

    List<CelFunctionDecl> functions() {
        var all = new ArrayList<CelFunctionDecl>();
        overloads.forEach((name, list) -> all.add(CelFunctionDecl.newFunctionDeclaration(name, list)));
        return all;
    }
}
