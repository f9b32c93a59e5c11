package io.djong.base.lifecycle;

import java.util.ArrayDeque;
import java.util.List;

/// Services that start in order and stop in reverse order. When one does not start, those before it
/// are stopped again, last first, and the group fails with that one's error.
public final class ServiceGroup extends Service {
    private final List<Service> members;
    private final ArrayDeque<Service> started = new ArrayDeque<>();

    /// @param members in the order in which they start
    public ServiceGroup(String name, List<? extends Service> members) {
        super(name);
        this.members = List.copyOf(members);
    }

    /// In the order in which they start.
    public List<Service> members() {
        return members;
    }

    @Override
    protected void onStart() throws StartException, InterruptedException {
        for (Service member : members) {
            member.start();
            started.push(member);
        }
    }

    /// Stops every member that runs, even when one before it throws; the first failure is thrown at the end.
    @Override
    protected void onStop() throws InterruptedException {
        stopRest();
    }

    private void stopRest() throws InterruptedException {
        if (started.isEmpty()) return;
        try {
            started.pop().stop();
        } finally {
            stopRest();
        }
    }
}
