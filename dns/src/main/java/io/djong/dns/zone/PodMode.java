package io.djong.dns.zone;

/// Which names `<dashed address>.<namespace>.pod.<zone>` exist (CoreDNS's option `pods`).
public enum PodMode {
    /// None.
    DISABLED("disabled"),
    /// All: the name says the address, whether there is such a pod or not. kubeadm's Corefile has this.
    INSECURE("insecure"),
    /// Those of addresses that a pod of that namespace has.
    VERIFIED("verified");

    private final String text;

    PodMode(String text) {
        this.text = text;
    }

    /// As configurations write it.
    public String text() {
        return text;
    }
}
