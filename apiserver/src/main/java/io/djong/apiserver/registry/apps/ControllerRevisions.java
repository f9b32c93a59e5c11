package io.djong.apiserver.registry.apps;

import io.djong.api.meta.GroupVersion;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.ControllerRevision;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.Locale;

/// Snapshots of templates that controllers roll back to.
public final class ControllerRevisions {
    private ControllerRevisions() {}

    /// The declaration.
    public static ResourceDeclaration<ControllerRevision> declaration() {
        return ResourceDeclaration.of(
                AppsV1.CONTROLLER_REVISIONS, "/registry/controllerrevisions", new Strategy<>() {}, columns());
    }

    private static ColumnTable<ControllerRevision> columns() {
        return ColumnTable.<ControllerRevision>named()
                .text("Controller", "Who made it.", ControllerRevisions::controller)
                .column("Revision", "string", "", 0, "Its number.", (revision, now) -> revision.revision())
                .age();
    }

    /// The controlling owner as `daemonset.apps/name`.
    private static String controller(ControllerRevision revision) {
        for (var owner : revision.metadata().ownerReferences()) {
            if (Boolean.TRUE.equals(owner.controller())) {
                var group = GroupVersion.of(owner.apiVersion()).group();
                var kind = owner.kind().toLowerCase(Locale.ROOT);
                return (group.isEmpty() ? kind : kind + "." + group) + "/" + owner.name();
            }
        }
        return "<none>";
    }
}
