package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import io.djong.store.Commit;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.Write;
import java.util.ArrayList;
import java.util.List;

/// Objects of any kinds that come into being together: each goes the path of a create but for the write, and the
/// writes are one commit of the store, or a few when the store does not take so many at once.
///
/// Objects written at one revision share their resource version, and a watch that was cut off between two of them
/// could not say where to go on. So this is for the time before anything is served.
///
/// Not for several threads. What was added and not written when this is closed is given up.
public final class JointCreation implements AutoCloseable {
    private final Store store;
    private final OperationContext context;
    private final List<Member> members = new ArrayList<>();

    /// One object that waits for the write.
    ///
    /// @param withdraw to be called when it was not written
    private record Member(Write.Put write, Reservation<?> reservation, Runnable withdraw) {}

    /// @param context on whose behalf all of them are created
    public JointCreation(Store store, OperationContext context) {
        this.store = store;
        this.context = context;
    }

    /// Adds an object, unless there is one of its name already.
    ///
    /// @param objects of its resource, in the same store
    /// @param object with a name and a namespace that exists
    /// @throws ApiException when it may not be created; what was added before stays added
    public <T extends KubeObject> void addMissing(ObjectStore<T> objects, T object)
            throws ApiException, InterruptedException {
        objects.join(this, object);
    }

    OperationContext context() {
        return context;
    }

    void add(Write.Put write, Reservation<?> reservation, Runnable withdraw) {
        members.add(new Member(write, reservation, withdraw));
    }

    /// Writes all that were added.
    ///
    /// @return whether all exist now; false when somebody else has created one of them
    ///     meanwhile, and the commit that it was in wrote nothing
    public boolean commit() throws ApiException, InterruptedException {
        int most = store.limits().writesPerCommitMax();
        while (!members.isEmpty()) {
            var next = members.subList(0, Math.min(members.size(), most));
            if (!commit(next.stream().<Write>map(Member::write).toList())) {
                return false;
            }
            next.forEach(member -> member.reservation().commit());
            next.clear();
        }
        return true;
    }

    private boolean commit(List<Write> writes) throws ApiException, InterruptedException {
        try {
            return store.commit(writes, Persistence.provenance(context)) instanceof Commit.Done;
        } catch (StoreException e) {
            throw Persistence.failed(e);
        }
    }

    @Override
    public void close() {
        for (var member : members) {
            member.withdraw().run();
            member.reservation().rollback();
        }
        members.clear();
    }
}
