package io.djong.controllermanager.garbagecollector;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.controllermanager.garbagecollector.CollectionPlan.Owner;
import io.djong.controllermanager.garbagecollector.CollectionPlan.OwnerState;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectionPlanTest {
    private static final Identity ITEM = new Identity("v1", "ConfigMap", "item", "u", "ns");
    private static final Owner SOLID = new Owner("solid", OwnerState.SOLID);
    private static final Owner GONE = new Owner("gone", OwnerState.DANGLING);
    private static final Owner WAITING = new Owner("waiting", OwnerState.WAITING);

    private static NodeView node(NodeView.Dependent... dependents) {
        return new NodeView(ITEM, true, false, false, List.of(dependents));
    }

    private static NodeView.Dependent dependent(String uid, boolean blocks, boolean deletes) {
        return new NodeView.Dependent(new Identity("v1", "ConfigMap", uid, uid, "ns"), blocks, deletes);
    }

    private static Step owned(NodeView node, Owner... owners) {
        return CollectionPlan.owned(node, ObjectMeta.EMPTY, List.of(owners));
    }

    @Test
    void whatHasAnOwnerThatStaysIsKept() {
        assertThat(owned(node(), SOLID)).isInstanceOf(Step.Keep.class);
        assertThat(owned(node())).isInstanceOf(Step.Keep.class);
        assertThat(owned(node(), SOLID, GONE, WAITING)).isEqualTo(new Step.DropOwners(List.of("gone", "waiting")));
    }

    @Test
    void whatHasNoneIsDeletedAsItsFinalizersSay() {
        assertThat(owned(node(), GONE)).isEqualTo(new Step.Delete("Background", false));
        ObjectMeta orphaning = ObjectMeta.EMPTY.withFinalizers(List.of("orphan"));
        assertThat(CollectionPlan.owned(node(), orphaning, List.of(GONE))).isEqualTo(new Step.Delete("Orphan", false));
        ObjectMeta foreground = ObjectMeta.EMPTY.withFinalizers(List.of("foregroundDeletion"));
        assertThat(CollectionPlan.owned(node(), foreground, List.of(GONE)))
                .isEqualTo(new Step.Delete("Foreground", false));
    }

    @Test
    void whatAnOwnerWaitsForTakesItsOwnDependentsAlong() {
        assertThat(owned(node(), WAITING)).isEqualTo(new Step.Delete("Background", false));
        assertThat(owned(node(dependent("d", true, false)), WAITING, GONE))
                .isEqualTo(new Step.Delete("Foreground", false));
        assertThat(owned(node(dependent("d", true, true)), WAITING)).isEqualTo(new Step.Delete("Foreground", true));
    }

    @Test
    void whatWaitsIsDoneWhenNothingBlocksIt() {
        assertThat(CollectionPlan.waiting(node(dependent("d", false, false)))).isEqualTo(new Step.Finish());
        assertThat(CollectionPlan.waiting(
                        node(dependent("a", true, false), dependent("b", true, true), dependent("c", false, false))))
                .isEqualTo(new Step.DeleteDependents(List.of("a")));
    }
}
