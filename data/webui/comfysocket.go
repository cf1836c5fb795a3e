package webui

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/coder/websocket"

	"tailor/data/beside"
)

// maxFrame is how many bytes a frame may have: previews, tracebacks and whole
// pictures of SaveImageWebsocket come in one. Those of more than maxPreview are
// passed over.
const maxFrame = 64 << 20

// previewEvery is how often a preview of more than largeFrame bytes is taken: of a
// flood of them nobody sees more.
const (
	previewEvery = 100 * time.Millisecond
	largeFrame   = 1 << 20
)

// greeting is how long the server's first message is waited for.
const greeting = 2 * time.Second

// frame is a message of the socket.
type frame struct {
	binary bool
	data   []byte
}

// listen opens the websocket. The channel is closed when the socket is, also
// when it could not be opened at all. The function closes the socket, and
// panics as its reader did.
func (s *comfy) listen(ctx context.Context, client string) (<-chan frame, func()) {
	frames := make(chan frame) // each may be large
	ctx, cancel := context.WithCancel(ctx)
	header := http.Header{"User-Agent": {"tailor"}}
	if s.user != "" {
		header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(s.user+":"+s.password)))
	}
	dialling, timeout := context.WithTimeout(ctx, connectTimeout)
	socket, response, err := websocket.Dial(dialling, s.base.Load().String()+"/ws?clientId="+client, &websocket.DialOptions{HTTPClient: s.client, HTTPHeader: header})
	timeout()
	if err != nil {
		if response != nil && response.Body != nil {
			response.Body.Close()
		}
		close(frames)
		return frames, cancel
	}
	socket.SetReadLimit(maxFrame)
	// The first message says that previews may name their job.
	_ = socket.Write(ctx, websocket.MessageText, []byte(`{"type":"feature_flags","data":{"supports_preview_metadata":true}}`))
	ready := make(chan struct{})
	wait := beside.Go(func() {
		defer close(frames)
		defer socket.CloseNow()
		greeted := sync.OnceFunc(func() { close(ready) })
		defer greeted()
		var shown time.Time
		var read bytes.Buffer // for all: what grows for each would be garbage many times its size
		for {
			kind, r, err := socket.Reader(ctx)
			greeted()
			if err != nil {
				return
			}
			read.Reset()
			_, err = read.ReadFrom(io.LimitReader(r, maxPreview))
			if rest, lost := io.Copy(io.Discard, r); err != nil || lost != nil {
				return
			} else if rest > 0 {
				continue
			}
			if read.Len() > largeFrame {
				if time.Since(shown) < previewEvery {
					continue
				}
				shown = time.Now()
			}
			select {
			case frames <- frame{kind == websocket.MessageBinary, bytes.Clone(read.Bytes())}:
			case <-ctx.Done():
				return
			}
		}
	})
	// The server greets a socket that it knows; a job that is sent before
	// that runs unheard.
	select {
	case <-ready:
	case <-time.After(greeting):
	}
	return frames, func() { cancel(); wait() }
}

// comfyData is what the messages of the socket hold that matters here.
type comfyData struct {
	PromptID      string  `json:"prompt_id"`
	Node          *string `json:"node"`
	NodeType      string  `json:"node_type"`
	Value         float64 `json:"value"`
	Max           float64 `json:"max"`
	Exception     string  `json:"exception_message"`
	ExceptionType string  `json:"exception_type"`
	Output        struct {
		Images []comfyImage `json:"images"`
	} `json:"output"`
}

// take reads a frame and reports whether the job is at its end. Frames of
// other jobs, and of types that are not known, are passed over.
func (r *comfyRun) take(f frame) (end bool) {
	if f.binary {
		r.preview(f.data)
		return false
	}
	var message struct {
		Type string          `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if json.Unmarshal(f.data, &message) != nil {
		return false
	}
	var d comfyData
	if json.Unmarshal(message.Data, &d) != nil || d.PromptID != r.id {
		return false
	}
	switch message.Type {
	case "execution_start":
		r.start()
		r.tell()
	case "execution_cached":
		var cached struct {
			Nodes []string `json:"nodes"`
		}
		_ = json.Unmarshal(message.Data, &cached)
		for _, id := range cached.Nodes {
			r.finish(id)
		}
	case "executing":
		if d.Node == nil {
			return true // always the last, whatever happened
		}
		r.start()
		r.enter(*d.Node)
		r.tell()
	case "progress":
		r.start()
		if d.Node != nil {
			r.enter(*d.Node)
		}
		if d.Node == nil || r.steps[*d.Node] > 0 {
			r.at.Step, r.at.Steps = int(d.Value), int(d.Max)
		}
		r.tell()
		r.at.Preview = nil
	case "executed":
		images := slices.DeleteFunc(d.Output.Images, func(i comfyImage) bool { return i.Filename == "" })
		r.outputs = append(r.outputs, images[:min(len(images), mostPictures-len(r.outputs))]...)
	case "execution_error":
		r.failed = r.broken(d)
	case "execution_interrupted":
		r.failed = r.stopped()
	case "execution_success":
		r.at.Preview = nil
	}
	return false
}

// enter notes the node that runs; the one before it is done.
func (r *comfyRun) enter(node string) {
	if r.node != node {
		r.finish(r.node)
		r.node, r.at = node, Progress{}
	}
}

// finish notes that a node is done; only one that samples matters.
func (r *comfyRun) finish(node string) {
	if r.steps[node] > 0 {
		r.done[node] = true
	}
}

// preview takes a picture of the half-made picture: an event number, then
// either its format (1) or the length of a description that names the job (4).
func (r *comfyRun) preview(data []byte) {
	if len(data) < 8 || !r.running {
		return
	}
	event, second := binary.BigEndian.Uint32(data), binary.BigEndian.Uint32(data[4:])
	picture := data[8:]
	switch event {
	case 1: // names no job: it is this one's while this one runs
	case 4:
		if int64(second) > int64(len(picture)) {
			return
		}
		var about struct {
			PromptID string `json:"prompt_id"`
		}
		if json.Unmarshal(picture[:second], &about) != nil || about.PromptID != r.id {
			return
		}
		picture = picture[second:]
	default:
		return
	}
	r.at.Preview = picture
	r.tell()
	r.at.Preview = nil
}
