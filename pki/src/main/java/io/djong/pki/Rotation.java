package io.djong.pki;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// When a certificate is to be renewed.
public final class Rotation {
    private Rotation() {}

    /// A point between 70 % and 90 % of the certificate's life, chosen anew at each call, so that a
    /// fleet that started together does not renew together (upstream's client-go certificate
    /// manager does the same). May lie in the past.
    public static Instant renewAt(X509Certificate certificate, RandomGenerator random) {
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        double fraction = 0.7 + 0.2 * random.nextDouble();
        return from.plusMillis((long) (life.toMillis() * fraction));
    }
}
