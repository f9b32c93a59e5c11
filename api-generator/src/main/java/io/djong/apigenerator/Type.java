package io.djong.apigenerator;

/// The type of a field, all names resolved.
sealed interface Type {
    /// How Go prints it, as its decoder's errors do: `v1.PodSpec`, `map[string]string`, `[]v1.Container`.
    String go();

    /// A value without parts of its own.
    record Leaf(LeafKind kind, String go) implements Type {}

    /// Another declared type.
    record Struct(String packageName, String name) implements Type {
        @Override
        public String go() {
            return packageName.substring(packageName.indexOf('/') + 1) + "." + name;
        }
    }

    record ListOf(Type element, String go) implements Type {
        ListOf(Type element) {
            this(element, "[]" + element.go());
        }
    }

    record MapOf(String goKey, Type value, String go) implements Type {
        MapOf(String goKey, Type value) {
            this(goKey, value, "map[" + goKey + "]" + value.go());
        }
    }

    /// May be absent.
    record Pointer(Type target) implements Type {
        @Override
        public String go() {
            return target.go();
        }
    }
}
