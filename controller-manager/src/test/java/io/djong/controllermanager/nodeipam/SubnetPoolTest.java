package io.djong.controllermanager.nodeipam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.ip.Cidr;
import io.djong.controllermanager.nodeipam.NodeIpamOptions.NodeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SubnetPoolTest {
    private static Cidr cidr(String text) {
        return Objects.requireNonNull(Cidr.parse(text));
    }

    private static SubnetPool pool(String cluster, int nodePrefix) {
        return new SubnetPool(new NodeRange(cidr(cluster), nodePrefix));
    }

    private static List<String> giveAll(SubnetPool pool) {
        var all = new ArrayList<String>();
        for (var given = pool.give(); given != null; given = pool.give()) {
            all.add(given.part().toString());
        }
        return all;
    }

    @Test
    void givesEveryPartOnceInTheirOrder() {
        assertThat(giveAll(pool("10.42.0.0/22", 24)))
                .containsExactly("10.42.0.0/24", "10.42.1.0/24", "10.42.2.0/24", "10.42.3.0/24");
        assertThat(giveAll(pool("10.42.0.0/24", 24))).containsExactly("10.42.0.0/24");
        assertThat(giveAll(pool("fd00:42::/62", 64)))
                .containsExactly("fd00:42::/64", "fd00:42:0:1::/64", "fd00:42:0:2::/64", "fd00:42:0:3::/64");
        assertThat(giveAll(pool("fd00::/63", 65)))
                .containsExactly("fd00::/65", "fd00::8000:0:0:0/65", "fd00:0:0:1::/65", "fd00:0:0:1:8000::/65");
    }

    @Test
    void whatBecameFreeComesLast() {
        var pool = pool("10.42.0.0/22", 24);
        pool.give();
        pool.give();
        assertThat(pool.release(cidr("10.42.0.0/24"))).isEqualTo(1);
        assertThat(giveAll(pool)).containsExactly("10.42.2.0/24", "10.42.3.0/24", "10.42.0.0/24");
    }

    @Test
    void occupiesEverythingThatARangeTouches() {
        var larger = pool("10.42.0.0/22", 24);
        assertThat(larger.occupy(cidr("10.0.0.0/8"))).isEqualTo(4);
        var part = pool("10.42.0.0/22", 24);
        assertThat(part.occupy(cidr("10.42.1.128/25"))).isEqualTo(1);
        assertThat(part.occupy(cidr("10.42.1.0/24"))).as("again").isZero();
        assertThat(part.occupy(cidr("10.42.2.0/23"))).isEqualTo(2);
        assertThat(part.occupy(cidr("10.43.0.0/24"))).as("outside").isNegative();
        assertThat(part.occupy(cidr("fd00::/64"))).as("other family").isNegative();
        assertThat(giveAll(part)).containsExactly("10.42.0.0/24");
    }

    @Test
    void refusesPartsThatMakeNoSense() {
        assertThatThrownBy(() -> pool("10.42.0.0/24", 16)).hasMessageContaining("cannot be a /16");
        assertThatThrownBy(() -> pool("fd00::/40", 64)).hasMessageContaining("node CIDR size is too big");
    }
}
