package io.djong.client.fake;

import io.djong.base.time.VirtualEnvironment;
import io.djong.client.KubeClientContract;

class FakeKubeClientTest extends KubeClientContract {
    @Override
    protected void with(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> body.run(environment, new FakeKubeClient(environment)));
        }
    }
}
