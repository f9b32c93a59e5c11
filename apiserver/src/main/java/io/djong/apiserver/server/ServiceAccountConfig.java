package io.djong.apiserver.server;

import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;

/// How service account tokens are made and checked.
///
/// @param issuers the first is named in new tokens, all are accepted
/// @param audiences of this server; the first issuer when none is given
/// @param signingKey signs new tokens
/// @param verificationKeys whose tokens are accepted
/// @param maximum how long a token may live; zero for no limit
/// @param extend whether tokens of pods live a year, so that old clients which never reload go on working
public record ServiceAccountConfig(
        List<String> issuers,
        List<String> audiences,
        KeyPair signingKey,
        List<PublicKey> verificationKeys,
        Duration maximum,
        boolean extend) {}
