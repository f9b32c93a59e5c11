package io.djong.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/// All of Deploy on etcd, of whose three members one is dead.
@Tag("etcd")
class DeployOnEtcdTest extends DeployTest {
    @SuppressWarnings("NullAway.Init") // set before the first test
    private EtcdMembers etcd;

    @Override
    NodeMachine machine(Installation djong, Path folder) throws Exception {
        var machine = super.machine(djong, folder);
        etcd = EtcdMembers.start(machine, folder.resolveSibling("etcd"));
        etcd.kill(0);
        return machine;
    }

    @AfterAll
    @Override
    void stop() throws Exception {
        super.stop();
        etcd.stop();
    }
}
