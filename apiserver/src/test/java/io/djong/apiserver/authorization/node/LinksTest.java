package io.djong.apiserver.authorization.node;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.authorization.node.Vertex.Kind;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final String POD = """
            {"metadata":{"name":"p","namespace":"a","annotations":{%s}},"spec":{"nodeName":"n","serviceAccountName":"s",
             "volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"c"}},{"name":"e","ephemeral":{}},
               {"name":"d","csi":{"driver":"d","nodePublishSecretRef":{"name":"mount"}}}],
             "resourceClaims":[{"name":"own","resourceClaimName":"device"},{"name":"made","resourceClaimTemplateName":"t"},
               {"name":"none","resourceClaimTemplateName":"t"}]},
             "status":{"resourceClaimStatuses":[{"name":"made","resourceClaimName":"p-made"},{"name":"none"}]}}""";

    @Test
    void aNodeSeesWhatItsPodsName() throws Exception {
        var links = Links.of(object(Pod.TYPE, POD.formatted("")));
        assertThat(links.node()).isEqualTo("n");
        assertThat(links.seen())
                .containsExactlyInAnyOrder(
                        new Vertex(Kind.POD, "a", "p"),
                        new Vertex(Kind.SERVICE_ACCOUNT, "a", "s"),
                        new Vertex(Kind.SECRET, "a", "mount"),
                        new Vertex(Kind.CLAIM, "a", "c"),
                        new Vertex(Kind.CLAIM, "a", "p-e"),
                        new Vertex(Kind.RESOURCE_CLAIM, "a", "device"),
                        new Vertex(Kind.RESOURCE_CLAIM, "a", "p-made"));
    }

    @Test
    void ofAMirrorPodItSeesThePodAlone() throws Exception {
        var links = Links.of(object(Pod.TYPE, POD.formatted("\"kubernetes.io/config.mirror\":\"h\"")));
        assertThat(links.seen()).containsExactly(new Vertex(Kind.POD, "a", "p"));
    }

    @Test
    void aPodWithoutANodeAndAVolumeWithoutAClaimLinkNothing() throws Exception {
        assertThat(Links.of(object(Pod.TYPE, "{\"metadata\":{\"name\":\"p\",\"namespace\":\"a\"}}")))
                .isEqualTo(Links.NONE);
        assertThat(Links.of(object(PersistentVolume.TYPE, "{\"metadata\":{\"name\":\"v\"}}")))
                .isEqualTo(Links.NONE);
    }

    @Test
    void whoSeesAClaimSeesItsVolumeAndTheSecretsThatAKubeletMountsItWith() throws Exception {
        var volume = new Vertex(Kind.VOLUME, "", "v");
        var claim = new Links.Way(volume, new Vertex(Kind.CLAIM, "a", "c"));
        var csi = Links.of(object(PersistentVolume.TYPE, """
                {"metadata":{"name":"v"},"spec":{"claimRef":{"namespace":"a","name":"c"},"csi":{"driver":"d",
                 "controllerPublishSecretRef":{"namespace":"x","name":"controller"},
                 "nodeStageSecretRef":{"namespace":"x","name":"stage"}}}}"""));
        assertThat(csi.ways())
                .containsExactlyInAnyOrder(claim, new Links.Way(new Vertex(Kind.SECRET, "x", "stage"), volume));
        var files = Links.of(object(PersistentVolume.TYPE, """
                {"metadata":{"name":"v"},"spec":{"claimRef":{"namespace":"a","name":"c"},
                 "azureFile":{"secretName":"share","shareName":"f"}}}"""));
        assertThat(files.ways())
                .containsExactlyInAnyOrder(claim, new Links.Way(new Vertex(Kind.SECRET, "a", "share"), volume));
    }
}
