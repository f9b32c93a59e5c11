package io.djong.api.validation;

import java.util.ArrayList;
import java.util.List;

/// The form that the names of a kind have. A name to be generated (`generateName`) is checked as a
/// prefix: it may end in a hyphen, since more characters follow.
public enum NameRule implements NameCheck {
    /// Labels with dots: most kinds.
    SUBDOMAIN {
        @Override
        List<String> checkMasked(String name) {
            return DnsNames.subdomain(name);
        }
    },
    /// As [#SUBDOMAIN], with lengths told in bytes; what it was generated from is not looked at: kinds whose rules
    /// upstream declares.
    LONG {
        @Override
        List<String> checkMasked(String name) {
            return DnsNames.longName(name);
        }

        @Override
        public List<String> check(String name, boolean prefix) {
            return prefix ? List.of() : checkMasked(name);
        }
    },
    /// A group, a dot and a resource: storage versions.
    GROUP_AND_RESOURCE {
        @Override
        List<String> checkMasked(String name) {
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return List.of("name must be in the form of <group>.<resource>");
            }
            var wrong = new ArrayList<String>();
            DnsNames.subdomain(name.substring(0, dot)).forEach(text -> wrong.add("the group segment " + text));
            DnsNames.label1035(name.substring(dot + 1)).forEach(text -> wrong.add("the resource segment " + text));
            return wrong;
        }

        @Override
        public List<String> check(String name, boolean prefix) {
            return checkMasked(name);
        }
    },
    /// One label: namespaces, services where relaxed, stateful sets.
    LABEL {
        @Override
        List<String> checkMasked(String name) {
            return DnsNames.label(name);
        }
    },
    /// One label that starts with a letter.
    LABEL_1035 {
        @Override
        List<String> checkMasked(String name) {
            return DnsNames.label1035(name);
        }
    },
    /// Anything that can stand in a path: RBAC kinds.
    PATH_SEGMENT {
        @Override
        List<String> checkMasked(String name) {
            return pathSegment(name);
        }

        @Override
        public List<String> check(String name, boolean prefix) {
            return prefix ? pathSegmentCharacters(name) : pathSegment(name);
        }
    };

    abstract List<String> checkMasked(String name);

    @Override
    public List<String> check(String name, boolean prefix) {
        return checkMasked(prefix && name.length() > 1 && name.endsWith("-") ? masked(name) : name);
    }

    /// Upstream cuts two characters and adds a letter; what was before the hyphen is not looked at.
    private static String masked(String name) {
        return name.substring(0, name.length() - 2) + "a";
    }

    /// What hinders a name to be one segment of a URL's path.
    public static List<String> pathSegment(String name) {
        if (name.equals(".") || name.equals("..")) {
            return List.of("may not be '" + name + "'");
        }
        return pathSegmentCharacters(name);
    }

    private static List<String> pathSegmentCharacters(String name) {
        boolean slash = name.indexOf('/') >= 0;
        boolean percent = name.indexOf('%') >= 0;
        if (!slash && !percent) {
            return List.of();
        }
        var wrong = new ArrayList<String>(2);
        if (slash) {
            wrong.add("may not contain '/'");
        }
        if (percent) {
            wrong.add("may not contain '%'");
        }
        return wrong;
    }
}
