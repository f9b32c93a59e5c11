package io.djong.client.kubeconfig;

import io.djong.base.time.Ticker;
import io.djong.http.tls.Identity;
import io.djong.pki.Certificates;
import io.djong.pki.Keys;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A certificate and its key from two files that are renewed now and then. Between the writing of the one and of
/// the other they do not fit together; then the last pair that did stays.
public final class ReloadedIdentity {
    private final ReloadedFile<List<X509Certificate>> chain;
    private final ReloadedFile<PrivateKey> key;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Identity identity;

    /// Reads both for the first time.
    public ReloadedIdentity(Path certificate, Path keyFile, Ticker ticker, Duration period) throws KubeconfigException {
        chain = ReloadedFile.open(certificate, ticker, period, Certificates::parse);
        key = ReloadedFile.open(
                keyFile, ticker, period, text -> Keys.parsePrivate(text).getPrivate());
    }

    /// The same object as before when nothing has changed.
    public Identity get() {
        lock.lock();
        try {
            List<X509Certificate> newChain = chain.get();
            PrivateKey newKey = key.get();
            Identity present = identity;
            boolean isSame = present != null
                    && present.chain().equals(newChain)
                    && present.key().equals(newKey);
            if (present != null && isSame) return present;
            boolean halfRenewed = present != null
                    && (present.chain().equals(newChain) || present.key().equals(newKey));
            if (present != null && halfRenewed) return present;
            Identity renewed = new Identity(newKey, newChain);
            identity = renewed;
            return renewed;
        } finally {
            lock.unlock();
        }
    }
}
