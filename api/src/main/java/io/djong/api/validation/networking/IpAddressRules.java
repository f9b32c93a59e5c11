package io.djong.api.validation.networking;

import io.djong.api.json.JsonWriter;
import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.ParentReference;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Objects that say to whom an address of a service range belongs. Their name is the address.
public final class IpAddressRules {
    private static final FieldPath PARENT = FieldPath.of("spec").child("parentRef");

    private IpAddressRules() {}

    /// A new one.
    public static void create(FieldErrors errors, IPAddress address) {
        ObjectMetaRules.create(errors, address.metadata(), false, IpAddressRules::name);
        var parent = address.spec().parentRef();
        if (parent == null) {
            errors.required(PARENT);
            return;
        }
        parent(errors, parent);
    }

    private static void parent(FieldErrors errors, ParentReference parent) {
        if (!parent.group().isEmpty()) {
            errors.invalidEach(PARENT.child("group"), parent.group(), DnsNames.subdomain(parent.group()));
        }
        IngressRules.segment(errors, PARENT.child("resource"), parent.resource());
        IngressRules.segment(errors, PARENT.child("name"), parent.name());
        if (!parent.namespace().isEmpty()) {
            errors.invalidEach(PARENT.child("namespace"), parent.namespace(), NameRule.pathSegment(parent.namespace()));
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, IPAddress address, IPAddress old) {
        create(errors, address);
        ObjectMetaRules.update(errors, address.metadata(), old.metadata());
        var parent = address.spec().parentRef();
        if (!Objects.equals(parent, old.spec().parentRef())) {
            errors.invalidShown(PARENT, shown(parent), Texts.IMMUTABLE);
        }
    }

    /// By the names that the fields have in upstream's program.
    private static String shown(@Nullable ParentReference parent) {
        if (parent == null) {
            return FieldErrors.NULL;
        }
        var out = new JsonWriter(64);
        out.beginObject();
        out.key("Group");
        out.string(parent.group());
        out.key("Resource");
        out.string(parent.resource());
        out.key("Namespace");
        out.string(parent.namespace());
        out.key("Name");
        out.string(parent.name());
        out.endObject();
        return out.asText();
    }

    /// The canonical form of an address.
    private static List<String> name(String name, boolean prefix) {
        var errors = new FieldErrors();
        Addresses.ip(errors, FieldPath.ROOT, name);
        return errors.list().stream().map(FieldError::detail).toList();
    }
}
