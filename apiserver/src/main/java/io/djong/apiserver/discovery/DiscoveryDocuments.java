package io.djong.apiserver.discovery;

import io.djong.api.codec.Json;
import io.djong.api.meta.GroupVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Discovery for callers in the same process.
public final class DiscoveryDocuments {
    private final ServedApis apis;
    private final PlainDiscovery plain;

    /// The documents about these.
    public DiscoveryDocuments(ServedApis apis) {
        this.apis = apis;
        this.plain = new PlainDiscovery(apis);
    }

    /// The document at a path, in JSON and the plain form; null when there is none.
    public byte @Nullable [] plain(String path) {
        var parts = List.of(path.substring(1).split("/"));
        return switch (parts.getFirst()) {
            case "api" ->
                switch (parts.size()) {
                    case 1 -> Json.write(plain.core(""));
                    case 2 -> resources(new GroupVersion("", parts.get(1)));
                    default -> null;
                };
            case "apis" ->
                switch (parts.size()) {
                    case 1 -> Json.write(plain.groups());
                    case 2 -> apis.versions(parts.get(1)).isEmpty() ? null : Json.write(plain.group(parts.get(1)));
                    case 3 -> resources(new GroupVersion(parts.get(1), parts.get(2)));
                    default -> null;
                };
            default -> null;
        };
    }

    private byte @Nullable [] resources(GroupVersion version) {
        return apis.resources(version).isEmpty() ? null : Json.write(plain.resources(version));
    }
}
