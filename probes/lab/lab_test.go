package lab

import "testing"

func TestEveryWorldStartsAndCloses(t *testing.T) {
	t.Parallel()
	for _, info := range List() {
		t.Run(info.Name, func(t *testing.T) {
			t.Parallel()
			world, err := Load(info.Name)
			if err != nil {
				t.Fatalf("Load(%q) = %v, want a world", info.Name, err)
			}
			lab, err := Start(t.Context(), world)
			if err != nil {
				t.Fatalf("Start = %v, want a lab", err)
			}
			if err := lab.Close(); err != nil {
				t.Errorf("Close = %v, want nil", err)
			}
		})
	}
}
