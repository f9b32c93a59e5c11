package io.djong.kubelet.probes;

/// What one run of a probe found.
///
/// @param output for people; "" when there is nothing to say
record ProbeResult(Outcome outcome, String output) {
    enum Outcome {
        SUCCESS,
        /// As success, but somebody should look.
        WARNING,
        FAILURE,
        /// The probe could not be run: nothing was found out.
        UNKNOWN
    }

    static ProbeResult success(String output) {
        return new ProbeResult(Outcome.SUCCESS, output);
    }

    static ProbeResult failure(String output) {
        return new ProbeResult(Outcome.FAILURE, output);
    }

    static ProbeResult unknown(String output) {
        return new ProbeResult(Outcome.UNKNOWN, output);
    }
}
