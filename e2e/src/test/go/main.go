// A program as controllers are written in Go: informers of client-go, in protobuf, and eight writers.
//
// It says a line when its informers know everything, waits for a line on standard input (the test kills and
// starts the server meanwhile), writes again, and compares what its informers hold with what a list says.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

const (
	namespace = "informed"
	writers   = 8
	each      = 40
)

type program struct {
	client   rest.Interface
	informer cache.SharedIndexInformer
	added    atomic.Int64
	deleted  atomic.Int64
	disorder atomic.Int64
}

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

func run(server, token string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	client, err := newClient(server, token)
	if err != nil {
		return err
	}
	if err := create(ctx, client, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: namespace}}); err != nil {
		return err
	}
	p := &program{client: client}
	if err := p.watch(ctx); err != nil {
		return err
	}
	fmt.Println("synced")
	if err := p.phase(ctx, "first"); err != nil {
		return err
	}
	fmt.Println("first phase informed")
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	if err := p.phase(ctx, "second"); err != nil {
		return err
	}
	if n := p.disorder.Load(); n > 0 {
		return fmt.Errorf("%d events came out of order", n)
	}
	if p.added.Load() < 2*writers*each || p.deleted.Load() < writers*each {
		return fmt.Errorf("only %d added and %d deleted", p.added.Load(), p.deleted.Load())
	}
	fmt.Println("second phase informed")
	return nil
}

func newClient(server, token string) (rest.Interface, error) {
	scheme := runtime.NewScheme()
	if err := corev1.AddToScheme(scheme); err != nil {
		return nil, err
	}
	metav1.AddToGroupVersion(scheme, schema.GroupVersion{Version: "v1"})
	return rest.RESTClientFor(&rest.Config{
		Host:            server,
		APIPath:         "/api",
		BearerToken:     token,
		QPS:             -1,
		TLSClientConfig: rest.TLSClientConfig{Insecure: true},
		ContentConfig: rest.ContentConfig{
			ContentType:          runtime.ContentTypeProtobuf,
			AcceptContentTypes:   runtime.ContentTypeProtobuf,
			GroupVersion:         &corev1.SchemeGroupVersion,
			NegotiatedSerializer: serializer.NewCodecFactory(scheme).WithoutConversion(),
		},
	})
}

func (p *program) watch(ctx context.Context) error {
	source := cache.NewListWatchFromClient(p.client, "configmaps", namespace, fields.Everything())
	p.informer = cache.NewSharedIndexInformer(source, &corev1.ConfigMap{}, 0, cache.Indexers{})
	_, err := p.informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { p.added.Add(1) },
		DeleteFunc: func(any) { p.deleted.Add(1) },
		UpdateFunc: func(before, after any) {
			if version(after) < version(before) {
				p.disorder.Add(1)
			}
		},
	})
	if err != nil {
		return err
	}
	go p.informer.RunWithContext(ctx)
	if !cache.WaitForCacheSync(ctx.Done(), p.informer.HasSynced) {
		return errors.New("the informer did not sync")
	}
	return nil
}

func version(object any) uint64 {
	n, err := strconv.ParseUint(object.(*corev1.ConfigMap).ResourceVersion, 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

// phase lets all writers create, change and partly delete objects, and waits until the informer holds what is left.
func (p *program) phase(ctx context.Context, name string) error {
	var group sync.WaitGroup
	failures := make(chan error, writers)
	for w := range writers {
		group.Go(func() { failures <- p.write(ctx, fmt.Sprintf("%s-%d", name, w)) })
	}
	group.Wait()
	for range writers {
		if err := <-failures; err != nil {
			return err
		}
	}
	var list corev1.ConfigMapList
	if err := p.client.Get().Namespace(namespace).Resource("configmaps").Do(ctx).Into(&list); err != nil {
		return err
	}
	return wait.PollUntilContextTimeout(ctx, 20*time.Millisecond, time.Minute, true, func(context.Context) (bool, error) {
		return p.holds(list.Items), nil
	})
}

func (p *program) write(ctx context.Context, prefix string) error {
	for i := range each {
		object := &corev1.ConfigMap{
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: fmt.Sprintf("%s-%d", prefix, i)},
			Data:       map[string]string{"state": "created"},
		}
		if err := create(ctx, p.client, object); err != nil {
			return err
		}
		object.Data["state"] = "changed"
		request := p.client.Put().Namespace(namespace).Resource("configmaps").Name(object.Name).Body(object)
		if err := request.Do(ctx).Into(object); err != nil {
			return err
		}
		if i%2 == 0 {
			request := p.client.Delete().Namespace(namespace).Resource("configmaps").Name(object.Name)
			if err := request.Do(ctx).Error(); err != nil {
				return err
			}
		}
	}
	return nil
}

func create(ctx context.Context, client rest.Interface, object runtime.Object) error {
	resource := "configmaps"
	if _, is := object.(*corev1.Namespace); is {
		resource = "namespaces"
	}
	meta := object.(metav1.Object)
	request := client.Post().NamespaceIfScoped(meta.GetNamespace(), meta.GetNamespace() != "").Resource(resource)
	err := request.Body(object).Do(ctx).Into(object)
	if resource == "namespaces" && apierrors.IsAlreadyExists(err) {
		return nil
	}
	return err
}

func (p *program) holds(listed []corev1.ConfigMap) bool {
	if len(p.informer.GetStore().List()) != len(listed) {
		return false
	}
	for _, object := range listed {
		held, exists, err := p.informer.GetStore().GetByKey(namespace + "/" + object.Name)
		if err != nil || !exists || !reflect.DeepEqual(held, &object) {
			return false
		}
	}
	return true
}
