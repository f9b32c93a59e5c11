package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// All of Start with the objects in a cluster of three etcd members instead of the embedded store.
@Tag("etcd")
class StartOnEtcdTest extends StartTest {
    @SuppressWarnings("NullAway.Init") // set before the first test
    private EtcdMembers etcd;

    @Override
    NodeMachine machine(Installation djong, Path folder) throws Exception {
        var machine = super.machine(djong, folder);
        etcd = EtcdMembers.start(machine, folder.resolveSibling("etcd"));
        return machine;
    }

    @AfterAll
    @Override
    void stop() throws Exception {
        super.stop();
        etcd.stop();
    }

    @Test
    void statusTellsWhereTheObjectsAre() throws Exception {
        assertThat(machine().djong("status")).contains("objects     etcd at " + etcd.servers());
    }
}
