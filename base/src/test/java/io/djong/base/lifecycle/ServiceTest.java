package io.djong.base.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.lifecycle.Service.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTest {
    private final List<String> events = new ArrayList<>();

    /// Records what is called, and fails where it is told to.
    private final class Recorded extends Service {
        private final boolean startFails;
        private final boolean stopFails;

        Recorded(String name, boolean startFails, boolean stopFails) {
            super(name);
            this.startFails = startFails;
            this.stopFails = stopFails;
        }

        @Override
        protected void onStart() throws IOException {
            events.add("start " + name());
            if (startFails) throw new IOException("port taken");
        }

        @Override
        protected void onStop() {
            events.add("stop " + name());
            if (stopFails) throw new IllegalStateException(name() + " would not stop");
        }
    }

    private Service good(String name) {
        return new Recorded(name, false, false);
    }

    @Test
    void livesOnce() throws Exception {
        var service = good("a");
        assertThat(service.state()).isEqualTo(State.NEW);
        service.start();
        assertThat(service.state()).isEqualTo(State.RUNNING);
        assertThatThrownBy(service::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RUNNING");
        service.stop();
        service.stop();
        assertThat(service.state()).isEqualTo(State.STOPPED);
        assertThatThrownBy(service::start).isInstanceOf(IllegalStateException.class);
        assertThat(events).containsExactly("start a", "stop a");
    }

    @Test
    void stopBeforeStartIsFinal() throws Exception {
        var service = good("a");
        service.stop();
        assertThat(service.state()).isEqualTo(State.STOPPED);
        assertThat(events).isEmpty();
    }

    @Test
    void groupStartsInOrderAndStopsInReverse() throws Exception {
        var group = new ServiceGroup("group", List.of(good("a"), good("b"), good("c")));
        group.start();
        group.stop();
        assertThat(events).containsExactly("start a", "start b", "start c", "stop c", "stop b", "stop a");
    }

    @Test
    void groupUndoesAHalfStart() throws Exception {
        var never = good("c");
        var group = new ServiceGroup("group", List.of(good("a"), new Recorded("b", true, false), never));
        assertThatThrownBy(group::start)
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.service()).isEqualTo("b"))
                .hasMessage("b did not start: port taken");
        assertThat(events).containsExactly("start a", "start b", "stop b", "stop a");
        assertThat(group.state()).isEqualTo(State.FAILED);
        assertThat(never.state()).isEqualTo(State.NEW);
    }

    @Test
    void groupStopsTheOthersWhenOneThrows() throws Exception {
        var group = new ServiceGroup("group", List.of(good("a"), new Recorded("b", false, true), good("c")));
        group.start();
        assertThatThrownBy(group::stop).hasMessage("b would not stop");
        assertThat(events).endsWith("stop c", "stop b", "stop a");
        assertThat(group.state()).isEqualTo(State.FAILED);
    }

    @Test
    void everyStateButTheLastTwoCanEnd() {
        for (State from : State.values()) {
            boolean last = from == State.STOPPED || from == State.FAILED;
            boolean any = false;
            for (State to : State.values()) any |= Service.isLegal(from, to);
            assertThat(any).as("%s leads somewhere", from).isNotEqualTo(last);
        }
    }
}
