package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// All of Survive on three etcd members; and what becomes of these.
@Tag("etcd")
class SurviveOnEtcdTest extends SurviveTest {
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
    void oneMemberMayDieAndComeBack() throws Exception {
        etcd.kill(1);
        machine().kubectl("create", "configmap", "without-one");
        etcd.restart(1);
        etcd.awaitMember(1);
        etcd.kill(2);
        machine().kubectl("create", "configmap", "without-another");
        etcd.restart(2);
        etcd.awaitMember(2);

        assertThat(machine().kubectl("get", "configmaps", "-o", "name"))
                .contains("configmap/without-one", "configmap/without-another");
    }

    @Test
    void withoutEtcdWritesAreRefusedContainersGoOnAndNothingIsLost() throws Exception {
        machine().kubectl("create", "configmap", "kept");
        var before = machine().kubectl("-n", "demo", "get", "pods", "-l", "app=hello", "-o", CONTAINERS);
        for (int i = 0; i < 3; i++) {
            etcd.kill(i);
        }
        var refused = machine().tryKubectl("create", "configmap", "refused");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.out())
                .contains("no server of etcd answers in 10 s: Connection refused")
                .doesNotContain("Status{", "\tat ");
        assertThat(machine().in("busybox", "wget", "-qO-", "http://" + NodeMachine.ADDRESS + ":30080"))
                .contains("Hello from");
        for (int i = 0; i < 3; i++) {
            etcd.restart(i);
        }
        machine()
                .await(
                        "created",
                        () -> machine()
                                .tryKubectl("create", "configmap", "later")
                                .out());

        assertThat(machine().kubectl("get", "configmaps", "-o", "name")).contains("configmap/kept", "configmap/later");
        assertThat(machine().kubectl("-n", "demo", "get", "pods", "-l", "app=hello", "-o", CONTAINERS))
                .isEqualTo(before);
        machine().kubectl("run", "after", "--image=localhost/djong/hello:1", "--", "sleep", "3600");
        machine().kubectl("wait", "--for=condition=Ready", "pod/after", "--timeout=60s");
    }
}
