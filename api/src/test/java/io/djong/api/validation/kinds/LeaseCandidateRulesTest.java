package io.djong.api.validation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.coordination.v1beta1.LeaseCandidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of lease candidates, as kube-apiserver 1.36.3 answers.
class LeaseCandidateRulesTest {
    private static final Sample<LeaseCandidate> CANDIDATE = new Sample<>(
            LeaseCandidate.TYPE,
            "{'metadata':{'name':'x','namespace':'n','resourceVersion':'1'},'spec':{'leaseName':'l',"
                    + "'binaryVersion':'1.36.0','emulationVersion':'1.35.0','strategy':'OldestEmulationVersion'}}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'leaseName':'' | spec.leaseName: Required value
        'binaryVersion':'' | spec.binaryVersion: Required value
        'binaryVersion':'1.36' | spec.binaryVersion: Invalid value: "1.36": must be a valid semantic version; spec.binaryVersion: Invalid value: "1.36": must be greater than or equal to `emulationVersion`
        'binaryVersion':'01.36.0','emulationVersion':'' | spec.binaryVersion: Invalid value: "01.36.0": must be a valid semantic version; spec.emulationVersion: Required value: must be specified when `strategy` is 'OldestEmulationVersion'
        'binaryVersion':'1.35.0-rc.1' | spec.binaryVersion: Invalid value: "1.35.0-rc.1": must be greater than or equal to `emulationVersion`
        'strategy':'' | spec.strategy: Required value
        'strategy':'x' | spec.strategy.strategy: Unsupported value: "x": supported values: "OldestEmulationVersion"
        """)
    void aCandidateThatIsWrong(String spec, String wrong) {
        assertThat(CANDIDATE.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource({"1.35.0", "1.35.0+b", "1.35.1-alpha", "2.0.0-a.b-c.10"})
    void aVersionThatIsLateEnough(String binary) {
        assertThat(CANDIDATE.created("{'spec':{'binaryVersion':'" + binary + "'}}"))
                .isEmpty();
    }

    @Test
    void aCandidateKeepsItsLease() {
        assertThat(CANDIDATE.updated("{}", "{'spec':{'leaseName':'m'}}"))
                .isEqualTo("spec.leaseName: Invalid value: \"m\": field is immutable");
    }
}
