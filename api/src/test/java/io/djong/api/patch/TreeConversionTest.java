package io.djong.api.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The texts are those of kube-apiserver 1.36.3.
class TreeConversionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'spec':{'volumeName':'a','accessModes':['x'],'resources':{'requests':{'storage':5}}}} |
        {'spec':null,'status':{'phase':null}} |
        {'spec':'text'} | cannot restore struct from: string
        {'spec':[1]} | cannot restore struct from: slice
        {'spec':{'volumeName':5}} | cannot convert int64 to string
        {'spec':{'volumeName':1.5}} | unrecognized type: string
        {'spec':{'volumeName':{}}} | unrecognized type: string
        {'spec':{'volumeMode':5}} | cannot convert int64 to v1.PersistentVolumeMode
        {'spec':{'accessModes':'x'}} | cannot restore slice from string
        {'spec':{'accessModes':[5]}} | cannot convert int64 to v1.PersistentVolumeAccessMode
        {'metadata':{'labels':true}} | cannot restore map from bool
        {'metadata':{'labels':{'a':5}}} | cannot convert int64 to string
        {'metadata':{'generation':'x'}} | unrecognized type: int64
        {'metadata':{'generation':1.5}} | cannot convert float64 to int64
        {'metadata':{'generation':2.0}} |
        {'metadata':{'ownerReferences':[{'controller':'x'}]}} | unrecognized type: bool
        """)
    void itSaysWhatDoesNotFit(String tree, String wanted) throws Exception {
        var object = (JsonObject) JsonValue.parse(tree.replace('\'', '"').getBytes(UTF_8));
        assertThat(TreeConversion.problem(PersistentVolumeClaim.TYPE.schema(), object))
                .isEqualTo(wanted);
    }
}
