package io.djong.api.openapi;

import io.djong.api.json.JsonObject;

/// OpenAPI documents in protobuf, as clients written in Go like them: gnostic's messages `openapi.v2.Document` and
/// `openapi.v3.Document`.
public final class OpenApiProtobuf {
    private static final MessageTable V2 = MessageTable.of("""
            Document swagger:1 info:2=Info paths:8=Paths definitions:9=Schemas parameters:10=Parameters \
                security:12=*Requirement securityDefinitions:13=Definitions
            Info title:1 version:2
            Paths {}:2=PathItem
            PathItem get:2=Operation put:3=Operation post:4=Operation delete:5=Operation options:6=Operation \
                head:7=Operation patch:8=Operation parameters:9=*ParametersItem
            Operation tags:1* description:3 operationId:5 produces:6* consumes:7* parameters:8=*ParametersItem \
                responses:9=Responses schemes:10* x-:13
            ParametersItem $ref?2=Reference ?1=Parameter
            Reference $ref:1
            Parameters {}:1=Parameter
            Parameter in=body?1=Body ?2=NonBody
            Body name:2 in:3 required:4! schema:5=Schema
            NonBody in=query?3=Query ?4=Path
            Query required:1! in:2 description:3 name:4 type:6 uniqueItems:20!
            Path required:1! in:2 description:3 name:4 type:5 uniqueItems:19!
            Responses {}:1=ResponseValue
            ResponseValue ?1=Response
            Response description:1 schema:2=SchemaItem
            SchemaItem ?1=Schema
            Schemas {}:1=Schema
            Schema $ref:1 format:2 description:4 required:19* enum:20@ additionalProperties:21=SchemaItem \
                type:22=Wrapped items:23=SchemaItem properties:25=Schemas x-:31
            Wrapped self:1
            Requirement {}:1=Strings
            Strings self:1*
            Definitions {}:1=Definition
            Definition ?2=ApiKey
            ApiKey type:1 name:2 in:3 description:4
            """);
    private static final MessageTable V3 = MessageTable.of("""
            Document openapi:1 info:2=Info paths:4=Paths components:5=Components
            Info title:1 version:6
            Paths {}:1=PathItem
            PathItem get:4=Operation put:5=Operation post:6=Operation delete:7=Operation options:8=Operation \
                head:9=Operation patch:10=Operation parameters:13=*ParameterItem
            Operation tags:1* description:3 operationId:5 parameters:6=*ParameterItem requestBody:7=BodyItem \
                responses:8=Responses x-:13
            ParameterItem ?1=Parameter
            Parameter name:1 in:2 description:3 required:4! schema:10=SchemaItem
            BodyItem ?1=Body
            Body content:2=MediaTypes required:3!
            MediaTypes {}:1=MediaType
            MediaType schema:1=SchemaItem
            Responses {}:2=ResponseItem
            ResponseItem ?1=Response
            Response description:1 content:3=MediaTypes
            Components schemas:1=Schemas securitySchemes:7=Definitions
            Schemas {}:1=SchemaItem
            SchemaItem $ref?2=Reference ?1=Schema
            Reference $ref:1
            Schema uniqueItems:20! required:23* enum:24@ type:25 allOf:26=*SchemaItem oneOf:27=*SchemaItem \
                items:30=Wrapped properties:31=Schemas additionalProperties:32=Wrapped default:33=Scalar \
                description:34 format:35 x-:36
            Wrapped ?1=SchemaItem
            Scalar self:0
            Definitions {}:1=DefinitionItem
            DefinitionItem ?1=Definition
            Definition type:1 description:2 name:3 in:4
            """);

    private OpenApiProtobuf() {}

    /// The bytes of a document that [OpenApiV2] made.
    public static byte[] v2(JsonObject document) {
        return V2.bytes("Document", document);
    }

    /// The bytes of a document that [OpenApiV3] made.
    public static byte[] v3(JsonObject document) {
        return V3.bytes("Document", document);
    }
}
