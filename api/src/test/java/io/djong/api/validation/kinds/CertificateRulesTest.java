package io.djong.api.validation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.certificates.SigningRequest;
import io.djong.api.meta.Bytes;
import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of certificate signing requests, as kube-apiserver 1.36.3 answers.
class CertificateRulesTest {
    /// Ed25519, common name `d`; in base 64 around the PEM.
    private static final String REQUEST =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHTE1EOENBUUF3RERFS01BZ0dBMVVFQXd3QlpEQX"
                    + "FNQVVHQXl0bGNBTWhBT1VZRVlCcEc2WUJDQzZOYW9RSQpyV2NvaUt4ZVR6cHRDYU93RmhqekV2emlvQUF3QlFZREsy"
                    + "VndBMEVBNFRLMEdXbGhpQTViam9ISStPZUVxcU5NCmMrQlZsbXNBMzZJVEJsSEVYcjVlRzJOMHFPSTV3VUdWUG90R2"
                    + "ZqcHhseU5vMVF0dEhSejByR3FjYzJQT0NRPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==";
    /// ECDSA, organisation `system:masters`.
    private static final String MASTERS =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIa01JR0tBZ0VBTUNneEZ6QVZCZ05WQkFvTURuTj"
                    + "VjM1JsYlRwdFlYTjBaWEp6TVEwd0N3WURWUVFEREFSeQpiMjkwTUZrd0V3WUhLb1pJemowQ0FRWUlLb1pJemowREFR"
                    + "Y0RRZ0FFM2NPSVF5dnkyRlEyMkdLNWlvZkRjbWtDCk9pVHBmMzRBanVYNzgrd3FxSG5VbTV0RWFoeUpLNGJSZDNuWH"
                    + "dLWVBsTTBhc3pDMjVhUW9BdWhTb2QrL202QUEKTUFvR0NDcUdTTTQ5QkFNQ0Ewa0FNRVlDSVFDdE9jWk80NFFHcFpx"
                    + "bkRHRDdnRmE0ekZncCsya3pNNzBObXVndgp2UnBJMkFJaEFQamptSHplb2xLc0xaalBRbkNncmhNKzN3Rk1EOXZleW"
                    + "9mdk9MNDQ1TytDCi0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=";
    /// The first with one bit of the signature changed.
    private static final String FORGED =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHTE1EOENBUUF3RERFS01BZ0dBMVVFQXd3QlpEQX"
                    + "FNQVVHQXl0bGNBTWhBT1VZRVlCcEc2WUJDQzZOYW9RSXJXY29pS3hlVHpwdENhT3dGaGp6RXZ6aW9BQXdCUVlESzJW"
                    + "d0EwRUE0VEswR1dsaGlBNWJqb0hJK09lRXFxTk1jK0JWbG1zQTM2SVRCbEhFWHI1ZUcyTjBxT0k1d1VHVlBvdEdman"
                    + "B4bHlObzFRdHRIUnowckdxY2MyUE9DQT09Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=";
    private static final String CERTIFICATE =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJiVENDQVJPZ0F3SUJBZ0lVVkorNVlSR08yVGxlZHZsSzhBWC"
                    + "tvZjVtTnk0d0NnWUlLb1pJemowRUF3SXcKRERFS01BZ0dBMVVFQXd3QmVEQWVGdzB5TmpFeE1qRXlNRFE1TXpoYUZ3"
                    + "MHlOakV4TWpReU1EUTVNemhhTUF3eApDakFJQmdOVkJBTU1BWGd3V1RBVEJnY3Foa2pPUFFJQkJnZ3Foa2pPUFFNQk"
                    + "J3TkNBQVRkdzRoREsvTFlWRGJZCllybUtoOE55YVFJNkpPbC9mZ0NPNWZ2ejdDcW9lZFNibTBScUhJa3JodEYzZWRm"
                    + "QXBnK1V6UnF6TUxibHBDZ0MKNkZLaDM3K2JvMU13VVRBZEJnTlZIUTRFRmdRVS9xYnMrYXlvSE1PTWFNMFY1dHVFRW"
                    + "ZuaS9Qc3dId1lEVlIwagpCQmd3Rm9BVS9xYnMrYXlvSE1PTWFNMFY1dHVFRWZuaS9Qc3dEd1lEVlIwVEFRSC9CQVV3"
                    + "QXdFQi96QUtCZ2dxCmhrak9QUVFEQWdOSUFEQkZBaUVBM2xuSi9icWpjZ1RkUURhTTJ6WXdIUmIzUmp2ZUw0WWV2UF"
                    + "Ard3IrblkzRUMKSUdLR1VGellCWWlOSlZhQTlvV2pUUkk5TVJzUm5YZHEwTHNTY1AveGNLSFAKLS0tLS1FTkQgQ0VS"
                    + "VElGSUNBVEUtLS0tLQo=";
    private static final Sample<CertificateSigningRequest> CSR = new Sample<>(
            CertificateSigningRequest.TYPE,
            "{'metadata':{'name':'x','resourceVersion':'1'},'spec':{'request':'" + REQUEST
                    + "','signerName':'example.com/s','usages':['client auth']}}");
    private static final String APPROVED = "{'type':'Approved','status':'True'}";
    private static final String DENIED = "{'type':'Denied','status':'True'}";

    @Test
    void nothingIsWrongWithTheBase() {
        assertThat(CSR.created("{}")).isEmpty();
        assertThat(CSR.created("{'spec':{'request':'" + MASTERS + "'}}")).isEmpty();
    }

    @Test
    void aRequestSaysWhoseItIs() throws SigningRequest.Unreadable {
        assertThat(SigningRequest.ofPem(Bytes.trusted(Base64.getDecoder().decode(MASTERS)))
                        .organizations())
                .containsExactly("system:masters");
    }

    @Test
    void aRequestIsSignedByItsKey() {
        assertThat(CSR.created("{'spec':{'request':'" + FORGED + "'}}"))
                .isEqualTo("spec.request: Invalid value: \"" + FORGED + "\": x509: Ed25519 verification failure");
        assertThat(CSR.created("{'spec':{'request':'YQ=='}}"))
                .isEqualTo("spec.request: Invalid value: \"YQ==\": PEM block type must be CERTIFICATE REQUEST");
        assertThat(CSR.created("{'spec':{'request':'" + CERTIFICATE + "'}}"))
                .endsWith("PEM block type must be CERTIFICATE REQUEST");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'signerName':'' | spec.signerName: Required value
        'signerName':'a' | spec.signerName: Invalid value: "a": must be a fully qualified domain and path of the form 'example.com/signer-name'
        'signerName':'a/b' | spec.signerName: Invalid value: "a": should be a domain with at least two segments separated by dots
        'signerName':'kubernetes.io/legacy-unknown' | spec.signerName: Invalid value: "kubernetes.io/legacy-unknown": the legacy signerName is not allowed via this API version
        'expirationSeconds':599 | spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 600 seconds (10 minutes)
        'usages':[] | spec.usages: Required value
        'usages':['any','any'] | spec.usages[1]: Duplicate value: "any"
        """)
    void aRequestThatIsWrong(String spec, String wrong) {
        assertThat(CSR.created("{'spec':{" + spec + "}}")).isEqualTo(wrong);
    }

    @Test
    void anUnknownUsageIsRefusedUnlessItWasThere() {
        String odd = "{'spec':{'usages':['odd']}}";
        assertThat(CSR.created(odd))
                .startsWith("spec.usages[0]: Unsupported value: \"odd\": supported values: \"any\"");
        assertThat(CSR.updated(odd, odd)).isEmpty();
    }

    @Test
    void aStatusGivesACertificateOnceAndDecidesNothing() {
        String signed = "{'status':{'certificate':'" + CERTIFICATE + "'}}";
        assertThat(CSR.reported("{}", signed)).isEmpty();
        assertThat(CSR.updated("{}", signed))
                .isEqualTo("status.certificate: Forbidden: updates may not set certificate content");
        assertThat(CSR.reported(signed, "{}"))
                .isEqualTo("status.certificate: Forbidden: updates may not modify existing certificate content");
        assertThat(CSR.reported("{}", "{'status':{'certificate':'YQ=='}}"))
                .isEqualTo("status.certificate: Invalid value: \"<certificate data>\": must contain at least one"
                        + " CERTIFICATE PEM block");
        assertThat(CSR.reported("{}", conditions(APPROVED)))
                .isEqualTo("status.conditions: Forbidden: updates may not add a condition of type \"Approved\"");
    }

    @Test
    void anApprovalAddsADecisionAndTakesNoneBack() {
        assertThat(approved("{}", conditions(APPROVED))).isEmpty();
        assertThat(approved("{}", conditions(APPROVED + "," + DENIED)))
                .isEqualTo("status.conditions: Invalid value: \"Denied\": Approved and Denied conditions are mutually"
                        + " exclusive");
        assertThat(approved(conditions(DENIED), "{}"))
                .isEqualTo("status.conditions: Forbidden: updates may not remove a condition of type \"Denied\"");
        assertThat(approved("{}", conditions("{'type':'Failed','status':'False'},{'type':''}")))
                .isEqualTo("status.conditions[0].status: Unsupported value: \"False\": supported values: \"True\";"
                        + " status.conditions[1].type: Required value; status.conditions[1].status: Required value");
    }

    private static String conditions(String conditions) {
        return "{'status':{'conditions':[" + conditions + "]}}";
    }

    private static String approved(String before, String after) {
        var errors = Validation.approvalUpdate(CSR.with(after), CSR.with(before));
        return String.join("; ", errors.stream().map(Object::toString).toList());
    }
}
