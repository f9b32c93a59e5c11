package io.djong.apiserver.admission.unhonoured;

import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.CoreV1;
import java.util.ArrayList;
import java.util.List;

/// One thing that is stored and not acted on.
///
/// @param resource where it is
/// @param path of the field, `*` for every element of a list, `=value` at the end for one value of it; `/` and the
///     name of a subresource; "" for the whole kind
/// @param answer what its writer is told
/// @param why what is missing; the end of a sentence that begins with the path
public record Unhonoured(Resource<?> resource, String path, Answer answer, String why) {
    /// What the writer is told.
    public enum Answer {
        /// A `Warning` header; the write goes on.
        WARN,
        /// 422: the field decides safety or placement, or nothing can run with it.
        REFUSE
    }

    /// All of them, for a cluster of our own components. Shrinks. `docs/compatibility.md` is derived from
    /// it.
    public static List<Unhonoured> ofCluster() {
        var all = new ArrayList<Unhonoured>();
        UnhonouredPods.add(all);
        UnhonouredKinds.add(all);
        all.add(new Unhonoured(
                CoreV1.SECRETS,
                "type=kubernetes.io/service-account-token",
                Answer.WARN,
                "nothing fills in a token yet; ask for one with `kubectl create token`"));
        all.add(new Unhonoured(
                CoreV1.SERVICES,
                "spec.sessionAffinity=ClientIP",
                Answer.WARN,
                "the proxy does not keep clients at one endpoint yet"));
        all.add(new Unhonoured(
                CoreV1.SERVICES,
                "spec.type=LoadBalancer",
                Answer.WARN,
                "nothing gives it an external address yet; its node ports work"));
        return List.copyOf(all);
    }

    /// Whether it tells of a pod template what another row tells of pods.
    private boolean ofTemplate() {
        return path.startsWith(UnhonouredPods.TEMPLATE) || path.startsWith(UnhonouredPods.JOB_TEMPLATE);
    }

    /// The table as a page shows it, in Markdown. Kinds that make pods are told by the pod's row.
    public static String markdown(List<Unhonoured> table) {
        var page = new StringBuilder("| kind | field | answer | why |\n|---|---|---|---|\n");
        for (var row : table) {
            if (row.ofTemplate()) {
                continue;
            }
            page.append("| ")
                    .append(row.resource().kind())
                    .append(" | ")
                    .append(row.path().isEmpty() ? "" : "`" + row.path() + "`")
                    .append(" | ")
                    .append(row.answer() == Answer.WARN ? "`Warning`" : "422")
                    .append(" | ")
                    .append(row.why())
                    .append(" |\n");
        }
        return page.toString();
    }
}
