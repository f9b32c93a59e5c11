/// What upstream's plug-ins CertificateApproval, CertificateSigning and CertificateSubjectRestriction ask of
/// certificate signing requests.
@NullMarked
package io.djong.apiserver.admission.certificates;

import org.jspecify.annotations.NullMarked;
