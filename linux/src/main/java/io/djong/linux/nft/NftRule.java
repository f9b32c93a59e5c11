package io.djong.linux.nft;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// A rule: steps in order.
///
/// @param comment shown by nft; "" for none
public record NftRule(List<NftExpression> steps, String comment) {
    /// `NLA` user data has a length of one byte, with its terminating zero.
    public static final int COMMENT_BYTES_MAX = 127;

    public NftRule {
        steps = List.copyOf(steps);
        if (comment.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > COMMENT_BYTES_MAX) {
            throw new IllegalArgumentException("a comment has at most " + COMMENT_BYTES_MAX + " bytes: " + comment);
        }
    }

    /// Begins a rule.
    public static Builder rule() {
        return new Builder();
    }

    /// Puts a rule together, step by step.
    public static final class Builder {
        private final List<NftExpression> steps = new ArrayList<>();
        private String comment = "";

        private Builder() {}

        private Builder add(NftExpression step) {
            steps.add(step);
            return this;
        }

        public Builder is(NftField field, NftBytes value) {
            return add(new NftExpression.Match(field, NftBytes.EMPTY, NftExpression.Comparison.EQ, value));
        }

        public Builder isNot(NftField field, NftBytes value) {
            return add(new NftExpression.Match(field, NftBytes.EMPTY, NftExpression.Comparison.NEQ, value));
        }

        /// Some of these bits are set (a field in the machine's order, 4 bytes).
        public Builder hasBits(NftField field, int bits) {
            return add(new NftExpression.Match(
                    field, NftBytes.host32(bits), NftExpression.Comparison.NEQ, NftBytes.host32(0)));
        }

        /// None of these bits is set.
        public Builder lacksBits(NftField field, int bits) {
            return add(new NftExpression.Match(
                    field, NftBytes.host32(bits), NftExpression.Comparison.EQ, NftBytes.host32(0)));
        }

        public Builder in(String set, NftField... fields) {
            return add(new NftExpression.Lookup(List.of(fields), set, false));
        }

        public Builder notIn(String set, NftField... fields) {
            return add(new NftExpression.Lookup(List.of(fields), set, true));
        }

        public Builder verdictFrom(String map, NftField... fields) {
            return add(new NftExpression.VerdictMap(List.of(fields), map));
        }

        public Builder dnatFrom(boolean ipv6, String map, NftField... fields) {
            return add(new NftExpression.DnatFromMap(ipv6, List.of(fields), map));
        }

        public Builder masquerade(boolean fullyRandom) {
            return add(new NftExpression.Masquerade(fullyRandom));
        }

        public Builder setMarkBits(int bits) {
            return add(new NftExpression.SetMark(~bits, bits));
        }

        public Builder clearMarkBits(int bits) {
            return add(new NftExpression.SetMark(~bits, 0));
        }

        /// Turns these bits over.
        public Builder flipMarkBits(int bits) {
            return add(new NftExpression.SetMark(-1, bits));
        }

        public Builder counter() {
            return add(new NftExpression.Counter());
        }

        public Builder log(String prefix) {
            return add(new NftExpression.Log(prefix));
        }

        public Builder limit(int packetsPerSecond, int burst) {
            return add(new NftExpression.Limit(packetsPerSecond, burst));
        }

        public Builder reject(boolean ipv6) {
            return add(new NftExpression.Reject(ipv6));
        }

        public Builder remember(String set, long timeoutMillis, NftField... fields) {
            return add(new NftExpression.Remember(List.of(fields), set, timeoutMillis));
        }

        public Builder from(InetAddress source) {
            return is(
                    source.getAddress().length == 4 ? NftField.IP_SADDR : NftField.IP6_SADDR, NftBytes.address(source));
        }

        public Builder comment(String text) {
            comment = text;
            return this;
        }

        public NftRule verdict(NftVerdict verdict) {
            return add(new NftExpression.Verdict(verdict)).build();
        }

        public NftRule build() {
            return new NftRule(steps, comment);
        }
    }
}
