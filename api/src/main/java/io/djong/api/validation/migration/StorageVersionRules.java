package io.djong.api.validation.migration;

import io.djong.api.types.apiserverinternal.v1alpha1.ServerStorageVersion;
import io.djong.api.types.apiserverinternal.v1alpha1.StorageVersion;
import io.djong.api.types.apiserverinternal.v1alpha1.StorageVersionCondition;
import io.djong.api.types.apiserverinternal.v1alpha1.StorageVersionStatus;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// In which version each API server stores a resource (`StorageVersion`).
public final class StorageVersionRules {
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final String VERSION_TEXT = "an apiVersion is "
            + Texts.expression(
                    "a DNS-1035 label, which must consist of lower case alphanumeric characters or '-', start with an"
                            + " alphabetic character, and end with an alphanumeric character",
                    "[a-z]([-a-z0-9]*[a-z0-9])?",
                    "my-name",
                    "abc-123")
            + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyVersion')";

    private StorageVersionRules() {}

    /// A new object.
    public static void create(FieldErrors errors, StorageVersion version) {
        ObjectMetaRules.create(errors, version.metadata(), false, NameRule.GROUP_AND_RESOURCE);
        status(errors, version.status());
    }

    /// What the servers say.
    public static void status(FieldErrors errors, StorageVersion version, StorageVersion old) {
        status(errors, version.status());
    }

    private static void status(FieldErrors errors, StorageVersionStatus status) {
        var servers = STATUS.child("storageVersions");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < status.storageVersions().size(); i++) {
            var server = status.storageVersions().get(i);
            if (!seen.add(server.apiServerID())) {
                errors.duplicate(servers.index(i).child("apiServerID"), server.apiServerID());
            }
            server(errors, servers.index(i), server);
        }
        agreement(errors, status);
        conditions(errors, status.conditions());
    }

    private static void server(FieldErrors errors, FieldPath path, ServerStorageVersion server) {
        errors.invalidEach(path.child("apiServerID"), server.apiServerID(), DnsNames.subdomain(server.apiServerID()));
        apiVersion(errors, path.child("encodingVersion"), server.encodingVersion());
        var decodable = path.child("decodableVersions");
        for (int i = 0; i < server.decodableVersions().size(); i++) {
            apiVersion(errors, decodable.index(i), server.decodableVersions().get(i));
        }
        if (!server.decodableVersions().contains(server.encodingVersion())) {
            errors.invalidShown(
                    decodable,
                    Shown.texts(server.decodableVersions()),
                    "decodableVersions must include encodingVersion " + server.encodingVersion());
        }
        for (int i = 0; i < server.servedVersions().size(); i++) {
            var served = server.servedVersions().get(i);
            apiVersion(errors, path.child("servedVersions").index(i), served);
            if (!server.decodableVersions().contains(served)) {
                errors.invalid(
                        path.child("servedVersions").index(i),
                        served,
                        "individual served version : " + served + " must be included in decodableVersions : ["
                                + String.join(" ", server.decodableVersions()) + "]");
            }
        }
    }

    private static void apiVersion(FieldErrors errors, FieldPath path, String version) {
        var wrong = wrong(version);
        if (!wrong.isEmpty()) {
            errors.invalid(path, version, String.join(",", wrong));
        }
    }

    private static List<String> wrong(String apiVersion) {
        var parts = apiVersion.split("/", -1);
        if (parts.length > 2) {
            return List.of(VERSION_TEXT);
        }
        var wrong = new ArrayList<String>();
        if (parts.length == 2) {
            part(wrong, "group part: ", parts[0], DnsNames.subdomain(parts[0]));
        }
        var version = parts[parts.length - 1];
        part(wrong, "version part: ", version, DnsNames.label1035(version));
        return wrong;
    }

    private static void part(List<String> wrong, String name, String value, List<String> found) {
        if (value.isEmpty()) {
            wrong.add(name + Texts.NON_EMPTY);
        } else {
            found.forEach(sentence -> wrong.add(name + sentence));
        }
    }

    private static void agreement(FieldErrors errors, StorageVersionStatus status) {
        var path = STATUS.child("commonEncodingVersion");
        var actual = common(status.storageVersions());
        var said = status.commonEncodingVersion();
        if (actual == null) {
            if (said != null) {
                errors.invalid(
                        path,
                        said,
                        "should be nil if servers do not agree on the same encoding version, or if there is no server"
                                + " reporting the supported versions yet");
            }
        } else if (said == null) {
            errors.invalidShown(path, FieldErrors.NULL, "the common encoding version is " + actual);
        } else if (!actual.equals(said)) {
            errors.invalid(path, said, "the actual common encoding version is " + actual);
        }
    }

    private static @Nullable String common(List<ServerStorageVersion> servers) {
        var versions = servers.stream()
                .map(ServerStorageVersion::encodingVersion)
                .distinct()
                .toList();
        return versions.size() == 1 ? versions.getFirst() : null;
    }

    /// Upstream's paths leave the name of the list out.
    private static void conditions(FieldErrors errors, List<StorageVersionCondition> conditions) {
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < conditions.size(); i++) {
            var condition = conditions.get(i);
            var path = STATUS.index(i);
            var before = seen.put(condition.type(), i);
            if (before != null) {
                errors.invalid(
                        path.child("type"),
                        condition.type(),
                        "the type of the condition is not unique, it also appears in conditions[" + before + "]");
            }
            errors.invalidEach(path.child("type"), condition.type(), LabelNames.key(condition.type()));
            errors.invalidEach(path.child("status"), condition.status(), LabelNames.key(condition.status()));
            if (condition.reason().isEmpty()) {
                errors.required(path.child("reason"));
            }
            if (condition.message().isEmpty()) {
                errors.required(path.child("message"));
            }
        }
    }
}
