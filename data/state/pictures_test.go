package state

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"tailor/data/webui"
)

func TestPictures(t *testing.T) {
	dir := Dir(filepath.Join(t.TempDir(), "new"))
	if all, err := dir.Pictures(); len(all) > 0 || err != nil {
		t.Fatalf("at first: %v, %v", all, err)
	}
	var wait sync.WaitGroup
	for i := range 10 {
		wait.Go(func() {
			if err := dir.AddPicture(Picture{File: fmt.Sprint(i), Prompt: "p", Seed: "7"}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	f, err := os.OpenFile(dir.path(picturesName), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, "garbage\n{\"file\":\"cut")
	f.Close()
	for _, p := range []Picture{{File: "3", Gone: true}, {File: "4", Starred: true}} {
		if err := dir.AddPicture(p); err != nil {
			t.Fatal(err)
		}
	}
	all, err := dir.Pictures()
	if err != nil || len(all) != 9 {
		t.Fatalf("%d pictures, %v", len(all), err)
	}
	starred := 0
	for _, p := range all {
		if p.Starred {
			starred++
		}
		if p.File == "3" {
			t.Error("a deleted picture is there")
		}
	}
	if starred != 1 {
		t.Errorf("%d starred", starred)
	}
	if err := dir.trimPictures(); err != nil {
		t.Fatal(err)
	}
	if again, _ := dir.Pictures(); len(again) != 9 {
		t.Errorf("%d after trimming", len(again))
	}
}

// TestLongPictures trims pictures with long prompts: the newest of them stay, in
// half of what is read.
func TestLongPictures(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	dir := Dir(t.TempDir())
	var file strings.Builder
	prompt := strings.Repeat("x", 1<<20)
	for k := range 34 {
		fmt.Fprintf(&file, "{\"file\":\"%d\",\"prompt\":\"%s\"}\n", k, prompt)
	}
	if err := os.WriteFile(dir.path(picturesName), []byte(file.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := dir.trimPictures(); err != nil {
		t.Fatal(err)
	}
	all, err := dir.Pictures()
	if err != nil || len(all) != 31 || all[30].File != "33" {
		t.Errorf("%d pictures, %v", len(all), err)
	}
}

// TestManyPictures reads a list of more lines than tailor goes through: the
// newest are there.
func TestManyPictures(t *testing.T) {
	dir := Dir(t.TempDir())
	line := func(k int) string { return fmt.Sprintf("{\"file\":\"%d.png\",\"prompt\":\"a\"}\n", k) }
	for _, n := range []int{0, 1, 2, maxPictureLines, maxPictureLines + 7} {
		var b strings.Builder
		for k := range n {
			b.WriteString(line(k))
		}
		writeFile(t, dir.path(picturesName), b.String())
		all, err := dir.Pictures()
		if want := min(n, maxPictureLines); err != nil || len(all) != want || n > 0 && all[len(all)-1].File != fmt.Sprint(n-1)+".png" {
			t.Errorf("%d lines: %d pictures, %v", n, len(all), err)
		}
	}
}

func TestJobs(t *testing.T) {
	dir := Dir(t.TempDir())
	for i := range 3 {
		if err := dir.AddJob(Job{ID: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := dir.RemoveJob("1"); err != nil {
		t.Fatal(err)
	}
	if jobs, err := dir.Jobs(); err != nil || len(jobs) != 2 || jobs[1].ID != "2" {
		t.Errorf("%v, %v", jobs, err)
	}
	if err := os.WriteFile(dir.path(jobsName), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := dir.Jobs(); err == nil || !strings.Contains(err.Error(), jobsName) {
		t.Errorf("garbage: %v", err)
	}
	if err := dir.AddJob(Job{ID: "3"}); err != nil {
		t.Error(err)
	}
}

func TestNames(t *testing.T) {
	dir := Dir(t.TempDir())
	for _, address := range []string{"http://a", "http://b"} {
		if err := dir.SaveNames(&webui.Names{About: webui.About{Address: address}, Current: address}); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := dir.Names("http://a"); err != nil || n == nil || n.Current != "http://a" {
		t.Errorf("%+v, %v", n, err)
	}
	if n, err := dir.Names("http://c"); err != nil || n != nil {
		t.Errorf("%+v, %v", n, err)
	}
}
