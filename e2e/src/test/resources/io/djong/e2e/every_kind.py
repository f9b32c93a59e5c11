"""Creates, reads, patches, watches and deletes every kind with the official Python client's dynamic form, and a few with
its typed one. Arguments: the server's URL, a token, the manifest, a namespace."""

import sys

import urllib3
import yaml
from kubernetes import client, dynamic, watch

urllib3.disable_warnings()
url, token, manifest, namespace = sys.argv[1:]
configuration = client.Configuration()
configuration.host = url
configuration.verify_ssl = False
configuration.api_key = {"authorization": "Bearer " + token}
api = client.ApiClient(configuration)
kinds = dynamic.DynamicClient(api)

with open(manifest) as file:
    objects = [one for one in yaml.safe_load_all(file) if one]
for wanted in objects:
    resource = kinds.resources.get(api_version=wanted["apiVersion"], kind=wanted["kind"])
    where = {"namespace": namespace} if resource.namespaced else {}
    name = wanted["metadata"]["name"]
    resource.create(body=wanted, **where)
    patched = resource.patch(
        name=name, body={"metadata": {"labels": {"season": "autumn"}}}, content_type="application/merge-patch+json", **where
    )
    assert patched.metadata.labels.season == "autumn", wanted["kind"]
    found = resource.get(label_selector="season=autumn", **where)
    assert [one.metadata.name for one in found.items] == [name], wanted["kind"]
    version = found.metadata.resourceVersion
    resource.delete(name=name, **where)
    if wanted["kind"] in ("ConfigMap", "StorageClass"):
        event = next(resource.watch(resource_version=version, timeout=60, **where))
        assert event["type"] == "DELETED", event
    print(wanted["kind"])

core = client.CoreV1Api(api)
core.create_namespaced_config_map(namespace, {"metadata": {"name": "typed"}, "data": {"sky": "blue"}})
for event in watch.Watch().stream(core.list_namespaced_config_map, namespace, timeout_seconds=60):
    if event["object"].metadata.name == "typed":
        assert event["object"].data == {"sky": "blue"}
        break
else:
    raise AssertionError("the typed watch told nothing")
print("typed")
