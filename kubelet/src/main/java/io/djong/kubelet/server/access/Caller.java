package io.djong.kubelet.server.access;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Who asks.
///
/// @param uid "" when nobody knows one
record Caller(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    static final Caller ANONYMOUS =
            new Caller("system:anonymous", "", List.of("system:unauthenticated"), new TreeMap<>());

    Caller {
        groups = List.copyOf(groups);
    }
}
